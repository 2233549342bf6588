//! The people that an interface trips over: hostile texts and odd values, all legal JSON.

/// What is special about one invented person; everything else is drawn as for anyone.
#[derive(Clone, Copy, Debug)]
pub(super) enum Oddity {
    /// A nickname (sent in the old filled shape, and by `sns/userinfo`).
    Nickname(&'static str),
    /// A nickname that is this text, repeated.
    Flood(&'static str, usize),
    /// A remark.
    Remark(&'static str),
    /// A subscribe scene.
    Scene(&'static str),
    /// Scene, numeric QR scene and textual QR scene.
    Qr(&'static str, u32, &'static str),
}

/// Scenes that no documentation lists, and one that old documentation misprints.
pub(super) const UNDOCUMENTED_SCENE: &str = "ADD_SCENE_SMART_SPEAKER";

/// The odd ones of the default set; [`at`] spreads them among the others.
const ODDITIES: [Oddity; 33] = [
    Oddity::Nickname("\u{1b}[31mred\u{1b}[0m \u{1b}]0;owned\u{7}title"),
    Oddity::Scene(UNDOCUMENTED_SCENE),
    Oddity::Remark("\u{1b}[2J\u{1b}[H清屏 \u{1b}[?1049h"),
    Oddity::Nickname("ring\u{7}\u{8}\u{8}bell"),
    Oddity::Nickname("C1 \u{9b}31m \u{85}next\u{9d}0;t\u{9c}"),
    Oddity::Nickname("\u{202e}txt.exe\u{202c} moc.live"),
    Oddity::Remark("\u{2066}isolate\u{2069} \u{200f}rtl \u{200e}ltr"),
    Oddity::Nickname("line one\nline two\r\nline\tthree"),
    Oddity::Remark("第一行\n第二行"),
    Oddity::Nickname("zero\u{200b}width\u{200d}join\u{2060}er\u{feff}"),
    Oddity::Nickname("Z\u{310}\u{351}\u{301}a\u{36b}\u{30d}\u{363}l\u{334}\u{31b}\u{300}g\u{33b}\u{355}\u{356}o"),
    Oddity::Flood(
        "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{30a}\u{30b}",
        12,
    ),
    Oddity::Flood("宽", 300),
    Oddity::Flood("a\u{300}\u{301}\u{302}\u{303}", 60),
    Oddity::Nickname("\u{e13c}\u{e41d}\u{e537} 旧表情"),
    Oddity::Remark("=cmd|' /C calc'!A0"),
    Oddity::Nickname("=HYPERLINK(\"http://example.invalid\",\"click\")"),
    Oddity::Nickname("+86 138 0000 0000"),
    Oddity::Remark("@SUM(A1:A9)"),
    Oddity::Nickname("-1+1"),
    Oddity::Nickname("\\\"quoted\\\" C:\\path\\ 'n' </script>"),
    Oddity::Nickname("\u{3164}\u{2800}\u{a0}"),
    Oddity::Nickname("👩🏽‍🚀👨‍👩‍👧‍👦🏳️‍🌈🇨🇳"),
    Oddity::Nickname("السلام عليكم"),
    Oddity::Nickname("\0nul\u{7f}del"),
    Oddity::Nickname("﷽ ꧁༺wide༻꧂"),
    Oddity::Nickname("a,b;c|d\t\"e\""),
    Oddity::Qr("ADD_SCENE_QR_CODE", u32::MAX, ""),
    Oddity::Qr(
        "ADD_SCENE_QR_CODE",
        0,
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    ),
    Oddity::Qr("ADD_SCENE_OTHERS", 98765, ""),
    Oddity::Qr("ADD_SCENE_QR_CODE", 0, "海报\u{1b}[7m上海"),
    Oddity::Scene("ADD_SCENEPROFILE LINK"),
    Oddity::Scene(""),
];

/// The first index with an oddity, and every which one has one: a small account is not made of them alone.
const FIRST: u64 = 8;
const EVERY: u64 = 4;

/// The oddity of the person with this index.
pub(super) fn at(index: u64) -> Option<Oddity> {
    let steps = index.checked_sub(FIRST)?;
    if !steps.is_multiple_of(EVERY) {
        return None;
    }
    ODDITIES.get(usize::try_from(steps / EVERY).ok()?).copied()
}

/// The index of the first person with the undocumented scene or the hostile nickname, whichever `wanted` tells.
pub(super) fn find(wanted: impl Fn(Oddity) -> bool) -> Option<u64> {
    let at = ODDITIES.iter().position(|oddity| wanted(*oddity))?;
    Some(FIRST + EVERY * at as u64)
}
