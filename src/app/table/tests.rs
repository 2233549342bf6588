use std::ops::Range;

use super::*;
use crate::app::columns::Column;
use crate::app::field::Field;
use crate::model::{AccountKey, Failure, Lang, Malformed, Profile, Record, Snapshot, Status};

fn row(number: usize) -> Row {
    let account = AccountKey {
        name: "main".to_owned(),
        app_id: "wx".to_owned(),
    };
    let fault = Failure::malformed(Malformed::TooShort { chars: 1 });
    let openid = format!("oTABLE{number:022}");
    let mut record = Record::failed(openid, &account, Source::Follower, None, fault);
    record.error = None;
    record.status = Status::Following;
    record.profile = Profile {
        subscribe: Some(1),
        remark: (!number.is_multiple_of(5)).then(|| format!("Remark {}", number % 7)),
        ..Profile::default()
    };
    Row::known(Snapshot {
        record,
        app_id: "wx".to_owned(),
        lang: Lang::default(),
        host: String::new(),
        raw: Vec::new(),
    })
}

fn rows(numbers: Range<usize>) -> Vec<Row> {
    numbers.map(row).collect()
}

fn held(count: usize) -> Table {
    let mut table = Table::default();
    table.replace(rows(0..count), &TimeZone::UTC);
    table
}

fn type_filter(table: &mut Table, text: &str) {
    table.filter.field = Field::holding(text);
    table.rebuild(&TimeZone::UTC);
}

fn sort(table: &mut Table, sort: Sort) {
    table.sort = Some(sort);
    table.rebuild(&TimeZone::UTC);
}

/// Places of the view as numbers of their rows.
fn shown(table: &Table) -> Vec<usize> {
    let number = |place| table.row_at(place).unwrap().openid[6..].parse().unwrap();
    (0..table.shown()).map(number).collect()
}

/// Does what another thread would.
fn work(table: &mut Table) -> usize {
    let mut turns = 0;
    while let Some(arrangement) = table.take_work() {
        table.put_arranged(arrangement.carry_out());
        turns += 1;
    }
    turns
}

#[test]
fn orders_are_stable_and_those_without_a_value_stand_last_both_ways() {
    let mut table = held(15);
    sort(
        &mut table,
        Sort {
            column: Column::Remark,
            descending: false,
        },
    );
    assert_eq!(shown(&table), [7, 14, 1, 8, 2, 9, 3, 4, 11, 12, 6, 13, 0, 5, 10]);
    sort(
        &mut table,
        Sort {
            column: Column::Remark,
            descending: true,
        },
    );
    assert_eq!(shown(&table), [6, 13, 12, 4, 11, 3, 2, 9, 1, 8, 7, 14, 0, 5, 10]);
    table.sort = None;
    table.rebuild(&TimeZone::UTC);
    assert_eq!(shown(&table), (0..15).collect::<Vec<_>>());
}

#[test]
fn a_word_that_is_not_understood_yet_hides_nothing() {
    let mut table = held(15);
    type_filter(&mut table, "3");
    let before = shown(&table);
    assert_eq!(before, [3, 13]);
    type_filter(&mut table, "3 since:20x");
    assert!(table.filter.error.is_some());
    assert_eq!(shown(&table), before);
    type_filter(&mut table, "nope:x");
    assert_eq!(table.shown(), 15);
    type_filter(&mut table, "");
    assert_eq!(table.shown(), 15);
    assert!(table.filter.error.is_none());
}

#[test]
fn selection_and_marks_stay_with_their_rows() {
    let mut table = held(20);
    table.select(13);
    table.toggle_mark();
    table.select(13);
    sort(
        &mut table,
        Sort {
            column: Column::Openid,
            descending: true,
        },
    );
    assert_eq!(table.cursor(), Some(6));
    type_filter(&mut table, "\"remark 6\"");
    assert_eq!(shown(&table), [13, 6]);
    assert_eq!(table.cursor(), Some(0));
    type_filter(&mut table, "\"remark 5\"");
    assert_eq!(shown(&table), [19, 12]);
    table.mark_all();
    assert_eq!(table.marks(), 3);
    // Marked rows that are not shown come last.
    assert_eq!(table.marked_keys(), [19, 12, 13].map(|number| row(number).key()));
    table.invert_marks();
    assert_eq!(table.marked_keys(), [row(13).key()]);
    type_filter(&mut table, "");
    table.put_on_top(rows(19..22), &TimeZone::UTC);
    table.remove(&HashSet::from([row(12).key()]), &TimeZone::UTC);
    assert_eq!(table.marked_keys(), [row(13).key()]);
    assert_eq!(table.shown(), 21);
}

#[test]
fn of_other_hits_the_first_is_selected_where_the_selected_row_is_none_of_them() {
    // More rows than are arranged at once.
    for count in [20, 4_000] {
        let mut table = held(count);
        let filter = |table: &mut Table, text: &str| {
            type_filter(table, text);
            work(table);
        };
        table.select(8);
        filter(&mut table, "\"nobody");
        assert_eq!(table.shown(), 0);
        filter(&mut table, "\"remark 6\"");
        assert_eq!(table.cursor(), Some(0), "{count}");
        table.select(1);
        filter(&mut table, "\"remark 5\"");
        assert_eq!(table.cursor(), Some(0), "{count}");
        // One that returns is selected again, and rows that go change nothing.
        let selected = table.selected().unwrap().key();
        filter(&mut table, "\"nobody");
        filter(&mut table, "");
        assert_eq!(table.selected().unwrap().key(), selected, "{count}");
        let place = table.cursor();
        table.remove(&HashSet::from([selected]), &TimeZone::UTC);
        assert_eq!(table.cursor(), place, "{count}");
    }
}

#[test]
fn a_range_is_marked_once_it_ends() {
    let mut table = held(20);
    table.select(4);
    table.toggle_range();
    table.move_by(3);
    assert_eq!((table.range(), table.marks()), (Some(4..=7), 0));
    assert_eq!(table.marked().len(), 4);
    table.toggle_range();
    assert_eq!((table.range(), table.marks()), (None, 4));
}

/// More rows than are arranged at once.
const MANY: usize = 10_000;

#[test]
fn many_rows_are_arranged_elsewhere_and_what_is_shown_stays_until_then() {
    let mut table = held(MANY);
    assert!(table.take_work().is_none());
    sort(
        &mut table,
        Sort {
            column: Column::Openid,
            descending: true,
        },
    );
    assert_eq!(table.selected().map(Row::key), Some(row(0).key()));
    assert_eq!(work(&mut table), 1);
    assert_eq!(table.cursor(), Some(MANY - 1));
    // Known by now, this way round too.
    sort(
        &mut table,
        Sort {
            column: Column::Openid,
            descending: false,
        },
    );
    assert_eq!((table.cursor(), table.take_work().is_some()), (Some(0), false));
    type_filter(&mut table, "99");
    assert_eq!(table.shown(), MANY);
    assert_eq!(work(&mut table), 1);
    assert_eq!(shown(&table).first(), Some(&99));
    // Further words are found at once.
    type_filter(&mut table, "999");
    assert_eq!((table.shown(), table.take_work().is_some()), (19, false));
    // Words that need more than texts are not.
    type_filter(&mut table, "999 status:following");
    assert_eq!((table.shown(), work(&mut table)), (19, 1));
}

#[test]
fn an_answer_that_comes_too_late_changes_nothing() {
    let mut table = held(MANY);
    type_filter(&mut table, "99");
    let outdated = table.take_work().unwrap();
    type_filter(&mut table, "77");
    assert!(table.take_work().is_none(), "one at a time");
    table.put_arranged(outdated.carry_out());
    // Its texts were of use for the other word.
    assert!(shown(&table).iter().all(|number| number.to_string().contains("77")));
    assert!(table.take_work().is_none());
    // Rows that changed meanwhile are looked at again.
    type_filter(&mut table, "status:following");
    let outdated = table.take_work().unwrap();
    table.put_on_top(rows(MANY..MANY + 1), &TimeZone::UTC);
    table.put_arranged(outdated.carry_out());
    assert_eq!(work(&mut table), 1);
    assert_eq!(table.shown(), MANY + 1);
    assert_eq!(shown(&table).first(), Some(&MANY));
}

#[test]
fn until_they_are_arranged_other_rows_stand_where_they_can() {
    let mut table = held(MANY);
    sort(
        &mut table,
        Sort {
            column: Column::Openid,
            descending: true,
        },
    );
    work(&mut table);
    table.put_on_top(rows(MANY..MANY + 2), &TimeZone::UTC);
    assert_eq!(shown(&table)[..3], [MANY, MANY + 1, MANY - 1]);
    assert_eq!(work(&mut table), 1);
    assert_eq!(shown(&table)[..3], [MANY + 1, MANY, MANY - 1]);
}

/// Everybody of a mirror, as its worker would answer.
fn answer(table: &mut Table, height: usize) {
    while let Some(wanted) = table.wanted(height) {
        table.put_page(wanted.start, rows(wanted));
    }
}

#[test]
fn a_paged_list_asks_for_what_it_lacks() {
    let mut table = Table::paged();
    assert_eq!((table.total(), table.wanted(20)), (Total::Unknown, None));
    assert_eq!(table.take_demand(), Some(Demand::default()));
    assert_eq!(table.take_demand(), None);
    table.show_view(Total::AtLeast(1_000), 0, rows(0..PAGE));
    assert_eq!(table.selected().map(Row::key), Some(row(0).key()));
    // What is on the screen is here, and what is near it too.
    assert_eq!(table.wanted(20), None);
    table.set_total(Total::Exactly(1_000_000));
    table.move_by(isize::MAX / 2);
    table.scroll_to_selection(20);
    assert!(table.selected().is_none());
    let last_page = 1_000_000 / PAGE * PAGE;
    assert_eq!(table.wanted(20), Some(last_page..1_000_000));
    answer(&mut table, 20);
    assert_eq!(table.selected().map(Row::key), Some(row(999_999).key()));
    // The first page is far away by now.
    assert!(table.row_at(0).is_none());
    assert!(table.rows().count() <= 2_048);
}

#[test]
fn a_paged_list_finds_its_selection_in_another_view() {
    let mut table = Table::paged();
    table.show_view(Total::Exactly(500), 0, rows(0..PAGE));
    table.select(40);
    table.sort = Some(Sort::by(Column::Name));
    table.rebuild(&TimeZone::UTC);
    assert_eq!(table.take_demand().map(|demand| demand.sort), Some(table.sort));
    table.show_view(Total::Exactly(500), 0, rows(100..100 + PAGE));
    assert_eq!(table.seeks(), Some(&row(40).key()));
    table.found(&row(40).key(), Some(300));
    assert_eq!((table.cursor(), table.seeks()), (Some(300), None));
    // Who moves meanwhile is not thrown back.
    table.show_view(Total::Exactly(500), 0, rows(0..PAGE));
    assert!(table.seeks().is_none() || table.cursor() == Some(300));
    table.move_by(-10);
    table.found(&row(40).key(), Some(7));
    assert_eq!(table.cursor(), Some(290));
    // A row that a page brings along needs no search.
    table.select(5);
    table.show_view(Total::Exactly(500), 0, rows(3..PAGE));
    assert_eq!((table.cursor(), table.seeks()), (Some(2), None));
}

#[test]
fn marks_of_a_paged_list_are_kept_by_key() {
    let mut table = Table::paged();
    table.show_view(Total::Exactly(5_000), 0, rows(0..PAGE));
    table.toggle_mark();
    table.show_view(Total::Exactly(5_000), 0, rows(1_000..1_000 + PAGE));
    assert_eq!((table.marks(), table.marked().len()), (1, 0));
    assert_eq!(table.marked_keys(), [row(0).key()]);
    // A range over rows that are not here: their keys are asked for.
    table.select(10);
    table.toggle_range();
    table.move_by(2_000);
    table.toggle_range();
    assert_eq!(table.take_places_to_mark(), Some(10..2_011));
    assert_eq!(table.take_places_to_mark(), None, "handed out once");
    table.mark_keys((0..1_000).map(|number| row(number).key()).collect());
    assert_eq!((table.awaits_marks(), table.marks()), (true, 1_000));
    // What is shown meanwhile does not matter.
    table.show_view(Total::Exactly(5), 0, rows(0..5));
    table.mark_keys((1_000..2_001).map(|number| row(number).key()).collect());
    assert!(table.end_marking());
    assert_eq!((table.awaits_marks(), table.marks()), (false, 2_001));
    table.mark_keys((3_000..3_001).map(|number| row(number).key()).collect());
    assert_eq!(table.marks(), 2_001, "too late");
    table.show_view(Total::Exactly(5_000), 0, rows(0..PAGE));
    table.clear_marks();
    table.mark_all();
    assert_eq!(table.take_places_to_mark(), Some(0..5_000));
    table.clear_marks();
    assert!(!table.awaits_marks());
}

#[test]
fn marks_on_everybody_are_those_of_the_filter_typed_last() {
    let mut table = held(5_000);
    type_filter(&mut table, "\"remark 3\"");
    // Another thread is at it.
    let work = table.take_work().unwrap();
    table.mark_all();
    assert_eq!((table.awaits_marks(), table.marks()), (true, 0));
    table.put_arranged(work.carry_out());
    assert_eq!((table.awaits_marks(), table.marks()), (false, table.shown()));
    assert!(table.marks() > 0 && table.marks() < 1_000);
    table.clear_marks();
    // Typed on: those are no longer meant.
    type_filter(&mut table, "scene:moon");
    let work = table.take_work();
    table.mark_all();
    type_filter(&mut table, "");
    table.put_arranged(work.unwrap().carry_out());
    assert_eq!((table.awaits_marks(), table.marks(), table.shown()), (false, 0, 5_000));
}

#[test]
fn the_order_shown_is_the_one_the_rows_are_in() {
    let by = |column| Sort {
        column,
        descending: false,
    };
    let mut table = held(5_000);
    sort(&mut table, by(Column::Remark));
    assert_eq!((table.is_stale(), table.shown_sort()), (true, None));
    work(&mut table);
    assert_eq!(
        (table.is_stale(), table.shown_sort()),
        (false, Some(by(Column::Remark)))
    );
    let mut table = Table::paged();
    table.take_demand();
    table.show_view(Total::Exactly(5_000), 0, rows(0..PAGE));
    table.sort = Some(by(Column::Openid));
    table.take_demand();
    assert_eq!((table.is_stale(), table.shown_sort()), (true, None));
    table.show_view(Total::Exactly(5_000), 0, rows(0..PAGE));
    assert_eq!(
        (table.is_stale(), table.shown_sort()),
        (false, Some(by(Column::Openid)))
    );
}

/// People as history knows them.
fn stored(numbers: Range<usize>) -> Vec<HistoryRow> {
    let stored = |row: Row| HistoryRow {
        latest: row.snapshot.unwrap(),
        lookups: 2,
        first_at: jiff::Timestamp::UNIX_EPOCH,
    };
    rows(numbers).into_iter().map(stored).collect()
}

#[test]
fn many_rows_of_history_are_listed_once_another_thread_has_indexed_them() {
    let zone = TimeZone::UTC;
    let mut table = Table::default();
    table.refill(stored(0..20), &zone);
    assert_eq!((table.shown(), table.is_filling()), (20, false), "a few at once");
    table.select(7);
    table.toggle_mark();
    table.select(7);
    let by_remark = Sort::by(Column::Remark);
    sort(&mut table, by_remark);
    table.refill(stored(5..10_005), &zone);
    assert_eq!((table.shown(), table.is_filling()), (20, true), "what is shown stays");
    let first = table.take_work().unwrap();
    // Others come before the first ones are there, and a mark that is to be on all of them.
    table.refill(stored(6..10_006), &zone);
    table.mark_all();
    assert!(!table.put_arranged(first.carry_out()), "too late");
    assert_eq!((table.shown(), table.is_filling()), (20, true));
    assert_eq!(work(&mut table), 1);
    assert_eq!(
        (table.shown(), table.is_filling(), table.marks()),
        (10_000, false, 10_000)
    );
    assert_eq!(table.selected().map(|row| row.openid.clone()), Some(row(7).openid));
    assert_eq!(table.shown_sort(), Some(by_remark));
    assert!(table.take_leftovers().is_some() && table.take_leftovers().is_none());
    // Marks stay with their rows.
    table.clear_marks();
    table.toggle_mark();
    sort(&mut table, Sort::by(Column::Openid));
    work(&mut table);
    table.refill(stored(7..10_007), &zone);
    let kept = table.take_work().unwrap();
    table.remove(&HashSet::from([row(9_000).key()]), &zone);
    assert!(table.put_arranged(kept.carry_out()));
    assert_eq!((table.shown(), table.marks()), (10_000, 1));
    // Emptied meanwhile: nobody comes back.
    table.refill(stored(0..10_000), &zone);
    let late = table.take_work().unwrap();
    table.replace(Vec::new(), &zone);
    assert!(!table.put_arranged(late.carry_out()));
    assert_eq!((table.shown(), table.is_filling()), (0, false));
}
