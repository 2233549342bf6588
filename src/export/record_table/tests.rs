use jiff::tz::TimeZone;

use super::super::table::Layout;
use super::super::tests::{band, failed};
use super::*;
use crate::model::{Malformed, Timestamp};
use crate::text::width;

fn wording(lang: UiLang) -> Wording {
    Wording {
        lang,
        now: Timestamp::UNIX_EPOCH,
        time_zone: TimeZone::fixed(jiff::tz::offset(8)),
    }
}

fn written(table: &Table, layout: Layout) -> String {
    let mut out = Vec::new();
    table.write(&mut out, layout).unwrap();
    String::from_utf8(out).unwrap()
}

/// Column at which `needle` starts.
fn column_of(line: &str, needle: &str) -> Option<usize> {
    line.find(needle).map(|at| width(&line[..at]))
}

#[test]
fn columns_line_up_with_wide_text_and_hostile_text_stays_in_its_cell() {
    let mut hostile = band();
    hostile.profile.nickname = Some(format!("\u{1B}[31m\u{202E}\n老{}", "宽".repeat(300)));
    let rows = [(&band(), vec![]), (&hostile, vec![])];
    let shown = written(&record_table(&rows, &[], &wording(UiLang::En)), Layout::default());
    let lines: Vec<&str> = shown.lines().collect();
    assert_eq!(lines.len(), 3);
    let at: Vec<_> = lines.iter().map(|line| column_of(line, "2013-10-25")).collect();
    assert_eq!(at[0], None);
    assert_eq!(at[1], at[2]);
    assert!(shown.contains("␛[31m↵老宽"), "{shown}");
    assert!(!shown.contains('\u{202E}') && !shown.contains('\u{1B}'));
    assert!(lines[1].contains("2026-11-21 16:00:00"), "{shown}");
}

#[test]
fn a_narrow_screen_cuts_the_widest_first_and_never_runs_over() {
    let mut long = band();
    long.profile.nickname = Some("宽".repeat(300));
    let table = record_table(&[(&long, vec![])], &[], &wording(UiLang::Zh));
    for columns in [100, 120, 160] {
        let shown = written(
            &table,
            Layout {
                columns: Some(columns),
                color: false,
            },
        );
        assert!(shown.lines().all(|line| width(line) <= columns), "{columns}: {shown}");
        assert!(shown.contains("o6_bmjrPTlm6_2sgVt7hMZOPfL2M"), "{shown}");
    }
    let tiny = written(
        &table,
        Layout {
            columns: Some(20),
            color: false,
        },
    );
    assert!(tiny.contains('…'), "{tiny}");
}

#[test]
fn a_screen_without_room_loses_columns_before_it_loses_openids_and_states() {
    let broken = failed(Failure::malformed(Malformed::TooShort { chars: 3 }));
    let table = record_table(&[(&band(), vec![]), (&broken, vec![])], &[], &wording(UiLang::En));
    let at = |columns| {
        let color = false;
        written(
            &table,
            Layout {
                columns: Some(columns),
                color,
            },
        )
    };
    for (columns, there, gone) in [
        (130, &["VIP", "98765", "2026-11-21 16:00:00"][..], &[][..]),
        (
            80,
            &["QR code scan", "2013-10-25", "Band"],
            &["VIP", "98765", "2026-11-21"],
        ),
        (64, &["2013-10-25", "Band"], &["VIP", "QR code"]),
        (
            40,
            &["o6_bmjrPTlm6_2sgVt7hMZOPfL2M", "Following"],
            &["2013-10-25", "Band"],
        ),
    ] {
        let shown = at(columns);
        assert!(shown.lines().all(|line| width(line) <= columns), "{columns}: {shown}");
        assert!(there.iter().all(|text| shown.contains(text)), "{columns}: {shown}");
        assert!(!gone.iter().any(|text| shown.contains(text)), "{columns}: {shown}");
    }
    assert!(at(80).contains("Malformed, nothing was sent"), "{}", at(80));
}

#[test]
fn failures_say_why_across_the_columns_and_colour_is_the_callers_choice() {
    let broken = failed(Failure::malformed(Malformed::TooShort { chars: 3 }));
    let rows = [(&band(), vec!["2".into()]), (&broken, vec!["7".into()])];
    let table = record_table(&rows, &[Column::number("Lookups")], &wording(UiLang::En));
    let plain = written(&table, Layout::default());
    let lines: Vec<&str> = plain.lines().collect();
    assert!(lines[0].ends_with("Lookups"), "{plain}");
    assert!(
        lines[2].contains("3 characters; an openid has 20 to 64") && lines[2].ends_with('7'),
        "{plain}"
    );
    assert_eq!(width(lines[1]), width(lines[2]), "{plain}");
    let coloured = written(
        &table,
        Layout {
            columns: None,
            color: true,
        },
    );
    assert!(
        coloured.contains("\u{1B}[32mFollowing\u{1B}[0m") && coloured.contains("\u{1B}[31mFailed"),
        "{coloured}"
    );
}

#[test]
fn a_sentence_ends_with_the_screen() {
    let broken = failed(Failure::malformed(Malformed::TooShort { chars: 3 }));
    let table = record_table(&[(&band(), vec![]), (&broken, vec![])], &[], &wording(UiLang::En));
    for columns in [60, 80, 100, 120] {
        let shown = written(
            &table,
            Layout {
                columns: Some(columns),
                color: false,
            },
        );
        let last = shown.lines().last().unwrap_or_default();
        let room = if columns < 90 { 90 } else { columns };
        assert!(
            width(last) <= room && last.contains("Malformed, nothing"),
            "{columns}: {shown}"
        );
    }
    let whole = written(&table, Layout::default());
    assert!(whole.trim_end().ends_with("20 to 64"), "{whole}");
}

#[test]
fn narrow_columns_keep_both_ends_of_an_openid() {
    let mut table = Table::new(vec![
        Column {
            openid: true,
            ..Column::text("Openid")
        },
        Column::text("Name"),
    ]);
    table.push(["o6_bmjrPTlm6_2sgVt7hMZOPfL2M".into(), "Band".into()]);
    let shown = written(
        &table,
        Layout {
            columns: Some(23),
            color: false,
        },
    );
    assert!(shown.contains("o6_bmjrP…OPfL2M"), "{shown}");
}
