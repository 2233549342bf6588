//! With a mirror: views of it, their rows, and what is known about the selected person.

use crate::app::columns::{Column, Sort};
use crate::app::followers::{Part, Person};
use crate::app::table::{Demand, Row, Total};
use crate::app::{Effect, Purpose, State};
use crate::job::{FollowersJob, JobId, MirrorPerson, Viewed, Window};
use crate::mirror::{Ask, Order};
use crate::model::{Failure, Follower};
use crate::query::Query;

use super::{complain, marking, matching, submit};

/// After every event: a view where another one is wanted, else the rows that the table lacks.
pub(super) fn settle(state: &mut State, rows: usize, effects: &mut Vec<Effect>) {
    if let Some(demand) = state.followers.table.take_demand() {
        return find(state, demand, rows, effects);
    }
    let view = state.followers.view;
    let (Some(shown), None) = (view.shown, view.asked) else {
        return;
    };
    if view.page.is_none()
        && let Some(wanted) = state.followers.table.wanted(rows)
    {
        let window = Window {
            at: wanted.start as u64,
            len: wanted.len(),
        };
        let page = FollowersJob::Page { view: shown, window };
        state.followers.view.page = Some(submit(state, Purpose::View, page, effects));
    }
    matching::settle(state, shown, effects);
    marking::settle(state, shown, effects);
}

/// Looks for other people; whoever was looked for before is not wanted any more.
fn find(state: &mut State, demand: Demand, rows: usize, effects: &mut Vec<Effect>) {
    let followers = &state.followers;
    effects.extend(followers.view.asked.map(Effect::Cancel));
    let table = &followers.table;
    let sought = table.seeks().map(|key| key.0.clone());
    let seek = sought.or_else(|| table.selected().map(|row| row.openid.clone()));
    // What is on the screen and a screen above and below; pages follow as they are wanted.
    let window = Window {
        at: table.offset.saturating_sub(rows) as u64,
        len: 3 * rows.max(1),
    };
    let ask = ask(state, demand);
    let job = submit(state, Purpose::View, FollowersJob::View { ask, window, seek }, effects);
    state.followers.view.asked = Some(job);
}

/// What the list asks of the mirror now.
pub fn ask_of_list(state: &State) -> Ask {
    let table = &state.followers.table;
    let demand = Demand {
        query: table.filter.query().clone(),
        sort: table.sort,
    };
    ask(state, demand)
}

/// What the list asks of the mirror: the part, and what is typed.
fn ask(state: &State, demand: Demand) -> Ask {
    let part = &state.followers.sidebar.chosen;
    let of_part = Query::parse(&part.query(), &state.setup.time_zone).unwrap_or_default();
    let query = of_part.and(demand.query);
    let since = state.followers.card.began_at;
    let sorted = demand.sort.and_then(|sort| Some((order(sort)?, sort.descending)));
    let mut ask = Ask::newest_first(query);
    if let Some((order, descending)) = sorted {
        (ask.order, ask.descending) = (order, descending);
    }
    ask.changed_since = since.filter(|_| *part == Part::Changed);
    ask
}

/// Whether the mirror can be ordered by a column.
pub const fn has_order(column: Column) -> bool {
    order(Sort::by(column)).is_some()
}

/// The mirror's order by a column; `None` where it has none.
const fn order(sort: Sort) -> Option<Order> {
    Some(match sort.column {
        Column::Openid => Order::Openid,
        Column::Status => Order::Status,
        Column::Name => Order::Name,
        Column::Nickname => Order::Nickname,
        Column::Remark => Order::Remark,
        Column::Since => Order::Since,
        Column::Scene => Order::Scene,
        Column::Qr => Order::Qr,
        Column::Tags => Order::Tags,
        Column::Note => Order::Note,
        Column::Unionid => Order::Unionid,
        Column::Sex => Order::Sex,
        Column::Region => Order::Region,
        Column::Language => Order::Language,
        Column::Fetched => Order::Fetched,
        Column::First => Order::First,
        Column::Left => Order::LeftAt,
        Column::Group | Column::Source | Column::Account | Column::Lookups => return None,
    })
}

/// People were found; those of an older question come too late.
pub(super) fn on_viewed(state: &mut State, job: JobId, viewed: Viewed) {
    if state.followers.view.asked != Some(job) {
        return;
    }
    let rows = rows(state, viewed.rows);
    let view = &mut state.followers.view;
    (view.shown, view.asked, view.page) = (Some(job), None, None);
    let table = &mut state.followers.table;
    table.show_view(Total::Exactly(place(viewed.total)), place(viewed.at), rows);
    if let Some(key) = table.seeks().cloned() {
        table.found(&key, viewed.place.map(place));
    }
}

/// Some were found, and the search goes on: the rows are those of the newest question all the same.
pub(super) fn on_so_far(state: &mut State, job: JobId, (total, at): (u64, u64), found: Vec<Follower>) {
    if state.followers.view.asked == Some(job) {
        let rows = rows(state, found);
        let view = &mut state.followers.view;
        // Pages of the view before would be of other people.
        (view.shown, view.page) = (None, None);
        state.followers.table.show_so_far(place(total), place(at), rows);
    }
}

fn place(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn rows(state: &State, found: Vec<Follower>) -> Vec<Row> {
    let app_id = state.account_key().app_id;
    found
        .into_iter()
        .map(|follower| Row::follower(follower, &app_id))
        .collect()
}

/// Rows of the view shown.
pub(super) fn on_page(state: &mut State, job: JobId, at: u64, found: Vec<Follower>) {
    if state.followers.view.page == Some(job) {
        let rows = rows(state, found);
        state.followers.table.put_page(place(at), rows);
    }
}

/// A question about the list is over; a view that cannot be had is told.
pub fn end_view(state: &mut State, job: JobId, result: Result<(), Failure>) {
    let view = &mut state.followers.view;
    if view.asked == Some(job) {
        view.asked = None;
        state.followers.table.keep_view();
    }
    let view = &mut state.followers.view;
    if view.page == Some(job) {
        view.page = None;
    }
    matching::end(view, job);
    complain(state, result);
}

/// What the mirror knows about the selected person: asked for when somebody else is selected.
pub(super) fn ask_about_selected(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(openid) = state.followers.table.selected().map(|row| row.openid.clone()) else {
        return;
    };
    if state
        .followers
        .person
        .as_ref()
        .is_some_and(|person| person.openid == openid)
    {
        return;
    }
    state.followers.person = Some(Person {
        openid: openid.clone(),
        known: None,
    });
    submit(state, Purpose::Followers, FollowersJob::Person { openid }, effects);
}

pub(super) fn on_person(state: &mut State, openid: &str, found: Option<Box<MirrorPerson>>) {
    if let Some(person) = state.followers.person.as_mut().filter(|person| person.openid == openid) {
        person.known = found;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_that_the_mirror_can_sort_has_its_own_order() {
        let orders: Vec<Order> = Column::ALL
            .into_iter()
            .filter_map(|column| order(Sort::by(column)))
            .collect();
        let mut distinct = orders.clone();
        distinct.dedup();
        assert_eq!(orders.len(), Order::ALL.len());
        assert_eq!(distinct.len(), orders.len());
    }
}
