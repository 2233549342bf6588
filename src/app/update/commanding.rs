use crate::app::field::Field;
use crate::app::overlay::Overlay;
use crate::app::picker::Picker;
use crate::app::{CommandPalette, Effect, State, command_palette};

use super::perform;

/// Opens the command palette, or closes it together with what was opened on top of it.
pub fn toggle(state: &mut State) {
    let open = state
        .overlays
        .iter()
        .position(|overlay| matches!(overlay, Overlay::Palette(_)));
    match open {
        Some(place) => state.overlays.truncate(place),
        None => state.overlays.push(Overlay::Palette(CommandPalette::new(state))),
    }
}

/// Changes what is searched for, and starts again at the best that fits.
pub fn edit(state: &mut State, edit: impl FnOnce(&mut Field)) {
    let Some(Overlay::Palette(palette)) = state.overlays.last_mut() else {
        return;
    };
    let before = palette.field.text().to_owned();
    edit(&mut palette.field);
    if palette.field.text() == before {
        return;
    }
    let (about, wanted) = (palette.about, palette.field.text().to_owned());
    let found = command_palette::search(state, about, &wanted);
    if let Some(Overlay::Palette(palette)) = state.overlays.last_mut() {
        palette.found = Picker::new(found);
    }
}

/// Runs the selected action where the palette was opened, or says why it does nothing there.
pub fn run(state: &mut State, effects: &mut Vec<Effect>) {
    let Some(Overlay::Palette(palette)) = state.overlays.last() else {
        return;
    };
    if let Some(action) = palette.found.selected().map(|found| found.action) {
        state.overlays.pop();
        perform(state, action, effects);
    }
}
