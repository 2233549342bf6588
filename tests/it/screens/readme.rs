//! What the READMEs take from the program: the pictures of the screens and the table of keys.
//!
//! After a wanted change: `FANSCOPE_WRITE_README=1 cargo test --test it readme`, and read the diff.

use std::fs;
use std::path::{Path, PathBuf};

use crossterm::event::KeyCode;
use fanscope::app::{Setup, keymap};
use fanscope::job::{
    AccountCard, Event, FollowersEvent, FollowersJob, Job, JobId, MirrorPerson, PartCounts, Spent, Viewed,
};
use fanscope::locale::texts;
use fanscope::mirror::MirrorCard;
use fanscope::model::{CallCounts, Endpoint, Follower, Tag, TagRef, UiLang};

use super::figures::shop;
use super::people::{BAND, GONE, NOW, REGULAR, account, at, band, gone, gone_before, refused, regular};
use super::stage::Stage;
use crate::support::svg::picture;

const LANGUAGES: [(UiLang, &str, &str); 2] = [(UiLang::En, "en", "README.md"), (UiLang::Zh, "zh", "README.zh-CN.md")];
const FOREIGN: &str = "oR5Gk1ZtL0vWb7cQYxJd3nHs8uAe";

/// The screens of the tour before anything is asked.
fn begun(lang: UiLang) -> Stage {
    let mut stage = Stage::with(Setup {
        demo: true,
        ..Setup::plain(lang, (120, 27))
    })
    .started(vec![]);
    stage.event(Event::Account(AccountCard {
        key: account(),
        label: "Brand 服务号".to_owned(),
        host: "127.0.0.1:4711".to_owned(),
        has_web_token: true,
    }));
    stage
}

/// The lookup of the tour: three of the documentation's openids, one of another account, one that is none.
fn tour(lang: UiLang) -> Stage {
    let mut stage = begun(lang);
    stage.paste(&format!("{BAND} {REGULAR} {GONE} abc {FOREIGN}"));
    stage.key(KeyCode::Enter);
    let job = stage.lookup();
    stage.event(Event::Rows(job, vec![band(), regular(), gone(), refused(FOREIGN)]));
    let mut run = CallCounts::default();
    run.add(Endpoint::StableToken, 1);
    run.add(Endpoint::BatchGet, 4);
    run.add(Endpoint::TagsGet, 1);
    stage.event(Event::Calls(Spent {
        today: run.clone(),
        run,
        left: Some(4_999_994),
    }));
    stage.event(Event::Finished(job, Ok(())));
    stage.answer_people(&[gone(), gone_before()]);
    stage
}

/// People as the mirror has them, newest follow first.
fn mirrored() -> Vec<Follower> {
    const PEOPLE: [(&str, &str, &str, &[u64]); 14] = [
        ("otvxTs8vQm2LrN5cXe0WbYk7HdGa", "陈晓雯", "ADD_SCENE_QR_CODE", &[128, 2]),
        ("otvxTs3nJpZ9fUa6TqVi1MsRxCow", "阿明", "ADD_SCENE_SEARCH", &[]),
        (
            "otvxTs0kEhB4gWd7YzOu5LpNvKmc",
            "Nina R.",
            "ADD_SCENE_PROFILE_CARD",
            &[130],
        ),
        ("otvxTsXa2Mb6Ic9Jd3Ke8Lf1Ng5O", "", "ADD_SCENE_QR_CODE", &[]),
        (
            "otvxTsPq7Rs4Tu1Vw8Xy5Za2Bc9D",
            "李老师（教研室）",
            "ADD_SCENE_PAID",
            &[128],
        ),
        (
            "otvxTsEf6Gh3Ij0Kl7Mn4Op1Qr8S",
            "Tom",
            "ADD_SCENE_WECHAT_ADVERTISEMENT",
            &[],
        ),
        ("otvxTsTu5Vw2Xy9Za6Bc3De0Fg7H", "", "ADD_SCENE_QR_CODE", &[2]),
        ("otvxTsIj4Kl1Mn8Op5Qr2St9Uv6W", "小北", "ADD_SCENE_CHANNELS", &[]),
        ("otvxTsXy3Za0Bc7De4Fg1Hi8Jk5L", "王建国", "ADD_SCENE_QR_CODE", &[128]),
        ("otvxTsMn2Op9Qr6St3Uv0Wx7Yz4A", "", "ADD_SCENE_PROFILE_LINK", &[]),
        ("otvxTsBc1De8Fg5Hi2Jk9Lm6No3P", "Ayşe", "ADD_SCENE_SEARCH", &[130, 2]),
        ("otvxTsQr0St7Uv4Wx1Yz8Ab5Cd2E", "花花世界", "ADD_SCENE_LIVESTREAM", &[]),
        ("otvxTsFg9Hi6Jk3Lm0No7Pq4Rs1T", "", "ADD_SCENE_WXA", &[]),
        ("otvxTsUv8Wx5Yz2Ab9Cd6Ef3Gh0I", "老周", "ADD_SCENE_OTHERS", &[128]),
    ];
    let person = |(ordinal, (openid, remark, scene, tags)): (u32, (&str, &str, &str, &[u64]))| {
        let mut record = regular().record;
        openid.clone_into(&mut record.openid);
        let profile = &mut record.profile;
        profile.openid = Some(openid.to_owned());
        profile.subscribe_time = Some(NOW - 9_000 - i64::from(ordinal * ordinal) * 201_007);
        profile.subscribe_scene = Some(scene.to_owned());
        profile.remark = Some(remark.to_owned());
        profile.tagid_list = Some(tags.to_vec());
        if scene == "ADD_SCENE_QR_CODE" {
            profile.qr_scene = Some(98765);
            record.qr_label = Some("Shanghai store poster".to_owned());
        }
        let names = tag_list();
        let name = |id: u64| names.iter().find(|tag| tag.id == id).map(|tag| tag.name.clone());
        record.tags = Some(tags.iter().map(|&id| TagRef { id, name: name(id) }).collect());
        Follower {
            ordinal,
            record,
            first_at: at(NOW - 400 * 86_400),
            listed: true,
            left_at: None,
            note: (ordinal == 0).then(|| "asks for the spring catalogue".to_owned()),
        }
    };
    (0..).zip(PEOPLE).map(person).collect()
}

fn tag_list() -> Vec<Tag> {
    let tag = |(id, name, count): (u64, &str, u64)| Tag {
        id,
        name: name.to_owned(),
        count,
    };
    [(128, "VIP", 20_118), (2, "星标组", 12_006), (130, "member day", 8_000)]
        .map(tag)
        .to_vec()
}

/// The Followers screen of the tour: the mirror, and the newest follower's detail.
fn followers(lang: UiLang) -> Stage {
    let mut stage = begun(lang);
    stage.key(KeyCode::F(3));
    // Answers lead to further questions.
    for _ in 0..6 {
        for (id, job) in stage.take_jobs() {
            answer(&mut stage, id, &job);
            stage.event(Event::Finished(id, Ok(())));
        }
    }
    stage
}

fn answer(stage: &mut Stage, id: JobId, job: &Job) {
    let Job::Followers(job) = job else { return };
    let answer = match job {
        FollowersJob::Open => FollowersEvent::Opened {
            card: MirrorCard {
                people: 128_412,
                listed: 118_536,
                with_profile: 128_412,
                left: 9_876,
                began_at: Some(at(NOW - 3_700)),
                synced_at: Some(at(NOW - 3_600)),
                unfinished: false,
            },
            tags: tag_list(),
            views: Vec::new(),
        },
        FollowersJob::View { .. } => FollowersEvent::Viewed(Viewed {
            total: 118_536,
            at: 0,
            rows: mirrored(),
            place: None,
        }),
        FollowersJob::Count => FollowersEvent::Counted(PartCounts {
            tags: tag_list().into_iter().map(|tag| (tag.id, tag.count)).collect(),
            untagged: 90_000,
        }),
        FollowersJob::Person { openid } => {
            let follower = mirrored()
                .into_iter()
                .find(|follower| follower.record.openid == *openid);
            let person = follower.map(|follower| MirrorPerson {
                follower,
                changes: Vec::new(),
            });
            FollowersEvent::Person(openid.clone(), person.map(Box::new))
        }
        FollowersJob::Tags => FollowersEvent::Tags(tag_list()),
        _ => return,
    };
    stage.event(Event::Followers(id, answer));
}

/// The Stats screen of the tour.
fn stats(lang: UiLang) -> Stage {
    let mut stage = begun(lang);
    stage.resize((120, 40));
    stage.key(KeyCode::F(5));
    let job = stage.job(|job| matches!(job, Job::Figures { .. }));
    stage.event(Event::Figures(job, Some(Box::new(shop()))));
    stage.event(Event::Finished(job, Ok(())));
    stage
}

fn at_root(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// Compares a file with what it should hold, or writes it where that is asked for.
fn assert_current(file: &str, wanted: &str) {
    let path = at_root(file);
    if std::env::var_os("FANSCOPE_WRITE_README").is_some() {
        fs::write(path, wanted).unwrap();
        return;
    }
    let found = fs::read_to_string(path).unwrap_or_default();
    assert!(
        found == wanted,
        "{file} is behind the program: see the head of this file"
    );
}

#[test]
fn the_readmes_show_todays_screens() {
    for (lang, word, readme) in LANGUAGES {
        let readme = fs::read_to_string(at_root(readme)).unwrap();
        for (screen, stage) in [
            ("screen", tour(lang)),
            ("followers", followers(lang)),
            ("stats", stats(lang)),
        ] {
            let file = format!("assets/{screen}-{word}.svg");
            assert_current(&file, &picture(&stage.buffer()));
            assert!(readme.contains(&file), "{file} is not shown");
        }
    }
}

#[test]
fn the_readmes_list_todays_keys() {
    const MARKS: (&str, &str) = ("<!-- keys:start -->\n", "<!-- keys:end -->");
    for (lang, _, file) in LANGUAGES {
        let readme = fs::read_to_string(at_root(file)).unwrap();
        let (head, rest) = readme.split_once(MARKS.0).unwrap();
        let (_, tail) = rest.split_once(MARKS.1).unwrap();
        let table = keymap::markdown(&texts(lang).screen);
        assert_current(file, &format!("{head}{}{table}{}{tail}", MARKS.0, MARKS.1));
    }
}
