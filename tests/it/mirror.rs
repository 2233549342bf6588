//! The mirror's reading side: views, figures, people, changes.

use fanscope::mirror::{Ask, Mirror, Order};
use fanscope::model::{AccountKey, QrLabels, Status};
use fanscope::query::Query;
use fanscope::store::Store;
use jiff::tz::TimeZone;
use tokio_util::sync::CancellationToken;

use crate::support::crowd::{self, Crowd};

async fn open(people: u32) -> (tempfile::TempDir, Mirror) {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("fanscope.db");
    let file = path.clone();
    let filled = tokio::task::spawn_blocking(move || crowd::fill(&file, Crowd { people, seed: 7 }));
    filled.await.unwrap();
    let store = Store::open(&path).await.unwrap();
    let account = AccountKey {
        name: "main".to_owned(),
        app_id: crowd::APP_ID.to_owned(),
    };
    (home, Mirror::new(&store, &account, QrLabels::default()))
}

fn query(text: &str) -> Query {
    Query::parse(text, &TimeZone::UTC).unwrap()
}

#[tokio::test]
async fn views_are_paged_and_know_places() {
    let (_home, mirror) = open(3_000).await;
    let cancel = CancellationToken::new();
    let view = mirror
        .view(Ask::newest_first(query("scene:qr_code 上海")), &cancel)
        .await
        .unwrap();
    let (first, rest) = (view.page(0, 3).await.unwrap(), view.page(3, usize::MAX).await.unwrap());
    assert_eq!(first.len(), 3);
    let all: Vec<_> = first.into_iter().chain(rest).collect();
    assert_eq!(all.len() as u64, view.total());
    let times: Vec<_> = all.iter().map(|row| row.record.profile.subscribe_time).collect();
    assert!(times.is_sorted_by(|one, other| one >= other), "{times:?}");
    for row in &all {
        assert_eq!(row.record.profile.remark.as_deref(), Some("上海门店"));
        assert_eq!(row.record.profile.subscribe_scene.as_deref(), Some("ADD_SCENE_QR_CODE"));
    }
    assert_eq!(view.place_of(&all[2].record.openid).await.unwrap(), Some(2));
    assert_eq!(view.place_of("nobody").await.unwrap(), None);
    assert!(view.page(view.total(), 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn those_who_left_say_so() {
    let (_home, mirror) = open(2_000).await;
    let cancel = CancellationToken::new();
    let card = mirror.card().await.unwrap();
    assert_eq!((card.people, card.listed + card.left), (2_000, 2_000));
    let ask = Ask {
        order: Order::LeftAt,
        ..Ask::newest_first(query("status:left"))
    };
    let view = mirror.view(ask, &cancel).await.unwrap();
    assert_eq!(view.total(), card.left);
    let rows = view.page(0, usize::MAX).await.unwrap();
    assert!(rows.iter().all(|row| row.record.status == Status::Left && !row.listed));
    let figures = mirror.figures(&query(""), &TimeZone::UTC, &cancel).await.unwrap();
    assert_eq!((figures.total.people, figures.total.left), (card.people, card.left));
    assert_eq!(figures.days.iter().map(|day| day.left).sum::<u64>(), card.left);
}

#[tokio::test]
async fn an_account_never_synced_has_nobody() {
    let home = tempfile::tempdir().unwrap();
    let store = Store::open(&home.path().join("fanscope.db")).await.unwrap();
    let account = AccountKey {
        name: "main".to_owned(),
        app_id: "wx".to_owned(),
    };
    let mirror = Mirror::new(&store, &account, QrLabels::default());
    let cancel = CancellationToken::new();
    mirror.freshen().await.unwrap();
    assert_eq!(mirror.card().await.unwrap(), fanscope::mirror::MirrorCard::default());
    let view = mirror.view(Ask::newest_first(Query::default()), &cancel).await.unwrap();
    assert_eq!((view.total(), view.page(0, 5).await.unwrap().len()), (0, 0));
    assert_eq!(mirror.person("nobody").await.unwrap(), None);
}
