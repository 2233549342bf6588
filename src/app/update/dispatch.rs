use crate::app::overlay::{Overlay, PromptKind, Question, Subject};
use crate::app::{Action, Context, Effect, Focus, Mood, Screen, State};
use crate::job::InputKind;
use crate::locale::fill;
use crate::model::UiLang;
use crate::text;

use super::{
    charting, columns, commanding, copying, exporting, first_run, folding, followers, hits, looking_up, moving, noting,
    picturing, prompting, recalling, refilter, screens, theming,
};

/// Carries an available action out.
pub fn perform(state: &mut State, action: Action, effects: &mut Vec<Effect>) {
    match action {
        Action::Help => screens::toggle_help(state),
        Action::Palette => commanding::toggle(state),
        Action::Messages => screens::toggle_messages(state),
        Action::InputHistory => recalling::open(state, effects),
        Action::Mouse => toggle_mouse(state, effects),
        Action::SetUpNext => first_run::next(state, effects),
        Action::SaveSetUp => first_run::save(state, effects),
        Action::CheckAgain => first_run::check(state, effects),
        Action::Leave if state.overlays.is_empty() && state.first_run.is_some() => first_run::back(state, effects),
        Action::LookupScreen => screens::show(state, Screen::Lookup, effects),
        Action::FollowersScreen => screens::show(state, Screen::Followers, effects),
        Action::HistoryScreen => screens::show(state, Screen::History, effects),
        Action::StatsScreen => screens::show(state, Screen::Stats, effects),
        Action::NextPane => screens::next_pane(state, 1, effects),
        Action::PreviousPane => screens::next_pane(state, -1, effects),
        Action::Interrupt => interrupt(state, effects),
        Action::Suspend => effects.push(Effect::Suspend),
        Action::Quit => effects.push(Effect::Quit),
        Action::Input => screens::go_to_input(state, effects),
        Action::Submit => looking_up::submit(state, effects),
        Action::OlderInput => state.input.recall_older(),
        Action::NewerInput => state.input.recall_newer(),
        Action::Leave => leave(state),
        Action::Left | Action::Right if state.screen == Screen::Stats => charting::move_by(state, action),
        Action::Charts => charting::of_followers(state, effects),
        Action::Finer | Action::Coarser => charting::change_unit(state, action),
        Action::OneChart => state.stats.is_single = !state.stats.is_single,
        Action::Left if state.screen == Screen::Followers && state.focus == Focus::List => {
            state.focus = Focus::Sidebar;
        }
        Action::Right if state.focus == Focus::Sidebar => state.focus = Focus::List,
        Action::Left => state.focus = Focus::List,
        Action::Right => state.focus = Focus::Detail,
        Action::Open => screens::open(state, effects),
        Action::Filter => state.focus = Focus::Filter,
        Action::Sort => columns::open_orders(state),
        Action::Columns => columns::open(state),
        Action::ToggleColumn
        | Action::ColumnUp
        | Action::ColumnDown
        | Action::Wider
        | Action::Narrower
        | Action::ResetColumns => columns::change(state, action),
        Action::ColumnsLeft => columns::scroll(state, -1),
        Action::ColumnsRight => columns::scroll(state, 1),
        Action::MarkAll => mark_all(state),
        Action::MarkNone => state.table_mut().clear_marks(),
        Action::InvertMarks => state.table_mut().invert_marks(),
        Action::DropWord => drop_word(state),
        Action::ExportColumns => exporting::change_columns(state),
        Action::Accept => accept(state, effects),
        Action::Copy => copying::open_menu(state),
        Action::Refresh if state.means_marked() => looking_up::ask_to_refresh(state, effects),
        Action::Refresh if state.screen == Screen::Followers => looking_up::look_up_followers(state, effects),
        Action::Refresh => looking_up::refresh(state, effects),
        Action::Raw if followers::wants_reply(state) => followers::ask_for_reply(state),
        Action::Raw => screens::raw(state),
        Action::Changes => screens::toggle_viewer(state, Subject::Changes),
        Action::Source => looking_up::switch_source(state),
        Action::Delete if state.focus == Focus::Sidebar => followers::ask_to_delete(state),
        Action::Delete => screens::ask_to_delete(state),
        Action::Note => noting::open(state),
        Action::SaveNote => noting::save(state, effects),
        Action::NewLine => noting::break_line(state),
        Action::LeaveNote => noting::leave(state),
        Action::Account => copying::open_accounts(state),
        Action::Fold | Action::FoldAll | Action::NextFold | Action::PreviousFold => folding::perform(state, action),
        Action::Picture => picturing::toggle(state),
        Action::Theme => theming::open(state),
        Action::Language => change_language(state),
        Action::Cancel => cancel(state, effects),
        Action::Clear => clear(state),
        Action::Close => drop(state.overlays.pop()),
        Action::Decline => decline(state, effects),
        Action::Choose if state.context() == Context::Palette => commanding::run(state, effects),
        Action::Choose if state.context() == Context::Inputs => recalling::choose(state),
        Action::Choose if state.context() == Context::Welcome => first_run::choose(state, effects),
        Action::Choose => copying::choose(state, effects),
        Action::Confirm => confirm(state, effects),
        Action::Mark => state.table_mut().toggle_mark(),
        Action::Range => state.table_mut().toggle_range(),
        Action::Export => exporting::open(state),
        Action::Write => exporting::write(state, effects),
        Action::NextFormat => exporting::change_format(state, 1),
        Action::PreviousFormat => exporting::change_format(state, -1),
        Action::ExportRows => exporting::change_rows(state),
        Action::Sync => followers::sync(state, effects),
        Action::Rest => followers::rest(state, effects),
        Action::Changed => followers::show_changes(state, effects),
        Action::SaveView => prompting::open(state, PromptKind::SaveView),
        Action::GoTo => prompting::open(state, PromptKind::GoTo),
        Action::Answer => prompting::answer(state, effects),
        Action::Search => search(state),
        Action::NextMatch | Action::PreviousMatch if state.overlays.is_empty() => {
            hits::to_match(state, action == Action::NextMatch, effects);
        }
        Action::NextMatch | Action::PreviousMatch => moving::to_match(state, action == Action::NextMatch),
        motion => moving::move_by(state, motion),
    }
}

/// Every word from now on; messages stay as they were said.
fn change_language(state: &mut State) {
    state.setup.lang = state.setup.lang.pick(UiLang::Zh, UiLang::En);
    let told = state.texts().feedback.language_changed;
    state.say(Mood::Plain, told);
}

/// Clicks and the wheel come here, or the terminal selects text with them.
fn toggle_mouse(state: &mut State, effects: &mut Vec<Effect>) {
    state.mouse = !state.mouse;
    let key = state.keymap.all(Action::Mouse).first().map(ToString::to_string);
    let feedback = &state.texts().feedback;
    let words = if state.mouse {
        feedback.mouse_on
    } else {
        feedback.mouse_off
    };
    state.say(Mood::Plain, fill(words, &[&key.unwrap_or_default()]));
    effects.push(Effect::CaptureMouse(state.mouse));
}

/// The first press cancels, the second leaves; with nothing to cancel the first one leaves.
fn interrupt(state: &mut State, effects: &mut Vec<Effect>) {
    if state.jobs.can_cancel() {
        cancel(state, effects);
    } else {
        effects.push(Effect::Quit);
    }
}

fn cancel(state: &mut State, effects: &mut Vec<Effect>) {
    effects.extend(state.jobs.cancel_work().into_iter().map(Effect::Cancel));
    let key = state.keymap.all(Action::Interrupt).first().map(ToString::to_string);
    let text = fill(state.texts().notes.cancelling, &[&key.unwrap_or_default()]);
    state.say(Mood::Plain, text);
}

fn leave(state: &mut State) {
    if let Some(Overlay::Viewer(viewer)) = state.overlays.last_mut() {
        viewer.is_searching = false;
        viewer.search.clear();
        return;
    }
    // One thing at a time: range, filter, marks.
    if state.focus == Focus::List && state.table_mut().drop_range() {
        return;
    }
    match state.focus {
        Focus::Input | Focus::Detail | Focus::Sidebar => state.focus = Focus::List,
        Focus::List if state.table().filter.is_searching => state.table_mut().filter.is_searching = false,
        Focus::List if state.table().filter.field.is_empty() => state.table_mut().clear_marks(),
        Focus::Filter | Focus::List => {
            state.focus = Focus::List;
            state.table_mut().filter.clear();
            refilter(state);
        }
    }
}

fn accept(state: &mut State, effects: &mut Vec<Effect>) {
    let typed = match state.overlays.last() {
        Some(Overlay::Viewer(viewer)) => (InputKind::Search, viewer.search.text().to_owned()),
        _ => (InputKind::Filter, state.table().filter.field.text().to_owned()),
    };
    recalling::keep(state, typed.0, &typed.1, effects);
    match state.overlays.last_mut() {
        Some(Overlay::Viewer(viewer)) => {
            viewer.is_searching = false;
            // Typing has gone to the first match already.
            moving::to_typed(state);
        }
        _ => state.focus = Focus::List,
    }
}

fn search(state: &mut State) {
    if let Some(Overlay::Viewer(viewer)) = state.overlays.last_mut() {
        viewer.is_searching = true;
    }
}

/// All rows that pass the filter; says how many that makes, where they are marked at once.
fn mark_all(state: &mut State) {
    state.table_mut().mark_all();
    if !state.table().awaits_marks() {
        let marks = text::grouped(state.table().marks() as u64);
        state.remark(&fill(state.texts().lists.marked_all, &[&marks]));
    }
}

/// The filter's last word.
fn drop_word(state: &mut State) {
    let filter = &mut state.table_mut().filter;
    let last = filter.words().len().saturating_sub(1);
    filter.drop_word(last);
    refilter(state);
}

fn clear(state: &mut State) {
    let time_zone = state.setup.time_zone.clone();
    state.results.replace(Vec::new(), &time_zone);
    state.focus = Focus::Input;
}

/// A file that is not to be replaced may get another name.
fn decline(state: &mut State, effects: &mut Vec<Effect>) {
    match state.overlays.pop() {
        Some(Overlay::Overwrite(pending)) => state.overlays.push(Overlay::Export(pending.form)),
        Some(Overlay::Question(Question::Sync(_))) => followers::leave_sync(state, effects),
        _ => {}
    }
}

fn answer_yes(state: &mut State, question: Question, effects: &mut Vec<Effect>) {
    match question {
        Question::Sync(_) => followers::begin_sync(state, effects),
        Question::Refresh { .. } => looking_up::refresh_marked(state, effects),
        Question::Reply { openid } => followers::fetch_reply(state, openid, effects),
        Question::DeleteView(name) => followers::delete_view(state, name, effects),
        Question::NoteForMany { .. } => noting::save_for_many(state, effects),
        Question::DropNote => noting::drop_typed(state),
    }
}

fn confirm(state: &mut State, effects: &mut Vec<Effect>) {
    match state.overlays.pop() {
        Some(Overlay::Delete { people, .. }) => looking_up::forget(state, people, effects),
        Some(Overlay::Overwrite(pending)) => exporting::overwrite(state, pending, effects),
        Some(Overlay::Question(question)) => answer_yes(state, question, effects),
        Some(Overlay::Token { field }) => looking_up::use_web_token(state, &field, effects),
        other => state.overlays.extend(other),
    }
}
