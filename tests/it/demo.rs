//! The demo server over real sockets, asked by a client that shares nothing with fanscope's.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use fanscope::demo::{Act, Change, Demo, DemoHint, Fault, Scope, Setup, suggestions};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const OLD: &str = "o6_bmjrPTlm6_2sgVt7hMZOPfL2M";
const TODAY: &str = "otvxTs4dckWG7imySrJd6jSi0CWE";
const ABSENT: &str = "otvxTs_JZ6SEiP0imdhpi50fuSZg";

struct Reply {
    head: String,
    body: Vec<u8>,
}

impl Reply {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn errcode(&self) -> i64 {
        self.json()["errcode"].as_i64().unwrap_or(0)
    }
}

async fn call(demo: &Demo, method: &str, target: &str, body: &str) -> Reply {
    let mut stream = TcpStream::connect(demo.address).await.unwrap();
    let request = format!(
        "{method} {target} HTTP/1.0\r\nhost: demo\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    // A scripted break ends the read with an error; what came before counts.
    let _ = stream.read_to_end(&mut bytes).await;
    let at = bytes
        .windows(4)
        .position(|window| window == b"\r\n\r\n")
        .map_or(bytes.len(), |at| at + 4);
    let body = bytes.split_off(at);
    Reply {
        head: String::from_utf8(bytes).unwrap().to_lowercase(),
        body,
    }
}

async fn get(demo: &Demo, target: &str) -> Reply {
    call(demo, "GET", target, "").await
}

async fn post(demo: &Demo, target: &str, body: &Value) -> Reply {
    call(demo, "POST", target, &body.to_string()).await
}

fn credentials(demo: &Demo, force: bool) -> Value {
    json!({"grant_type": "client_credential", "appid": demo.app_id, "secret": demo.app_secret, "force_refresh": force})
}

async fn stable(demo: &Demo) -> String {
    let reply = post(demo, "/cgi-bin/stable_token", &credentials(demo, false)).await;
    reply.json()["access_token"].as_str().unwrap().to_owned()
}

async fn start(setup: Setup) -> (Demo, String) {
    let demo = Demo::start(setup).await.unwrap();
    let token = stable(&demo).await;
    (demo, token)
}

/// Everyone of the account, page by page.
async fn sweep(demo: &Demo, token: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut cursor = String::new();
    loop {
        let reply = get(
            demo,
            &format!("/cgi-bin/user/get?access_token={token}&next_openid={cursor}"),
        )
        .await
        .json();
        reply["next_openid"].as_str().unwrap().clone_into(&mut cursor);
        let Some(page) = reply.pointer("/data/openid") else {
            assert_eq!((&reply["count"], cursor.as_str()), (&json!(0), ""), "{reply}");
            return all;
        };
        let page: Vec<String> = serde_json::from_value(page.clone()).unwrap();
        assert_eq!(reply["count"], page.len());
        assert_eq!(page.last(), Some(&cursor), "a page that holds someone has a cursor");
        all.extend(page);
    }
}

async fn profiles(demo: &Demo, token: &str, openids: &[String]) -> Vec<Value> {
    let mut all = Vec::new();
    for chunk in openids.chunks(100) {
        let list: Vec<_> = chunk
            .iter()
            .map(|openid| json!({"openid": openid, "lang": "zh_CN"}))
            .collect();
        let target = format!("/cgi-bin/user/info/batchget?access_token={token}");
        let reply = post(demo, &target, &json!({"user_list": list})).await.json();
        let page = reply["user_info_list"].as_array().unwrap().clone();
        let order: Vec<_> = page.iter().map(|person| person["openid"].as_str().unwrap()).collect();
        assert_eq!(order, chunk);
        all.extend(page);
    }
    all
}

#[tokio::test]
async fn the_documentations_examples_come_in_their_shapes() {
    let (demo, token) = start(Setup::default()).await;
    let info = |openid| format!("/cgi-bin/user/info?access_token={token}&openid={openid}&lang=zh_CN");
    let old = get(&demo, &info(OLD)).await;
    assert_eq!(
        old.text(),
        r#"{"subscribe":1,"openid":"o6_bmjrPTlm6_2sgVt7hMZOPfL2M","nickname":"Band","sex":1,"language":"zh_CN","city":"广州","province":"广东","country":"中国","headimgurl":"http:\/\/wx.qlogo.cn\/mmopen\/g3MonUZtNHkdmzicIlibx6iaFqAc56vxLSUfpb6n5WKSYVY0ChQKkiaJSgQ1dZuTOgvLLrhJbERQQ4eMsv84eavHiaiceqxibJxCfHe\/0","subscribe_time":1382694957,"unionid":"o6_bmasdasdsad6_2sgVt7hMZOPfL","remark":"","groupid":0,"tagid_list":[128,2],"subscribe_scene":"ADD_SCENE_QR_CODE","qr_scene":98765,"qr_scene_str":""}"#
    );
    assert!(old.head.starts_with("http/1.0 200"), "{}", old.head);
    assert!(
        old.head.contains("content-type: application/json; encoding=utf-8\r\n"),
        "{}",
        old.head
    );
    let today = get(&demo, &info(TODAY)).await.json();
    assert_eq!(
        (&today["nickname"], &today["sex"], &today["remark"]),
        (&json!(""), &json!(0), &json!("老客户"))
    );
    assert_eq!(
        get(&demo, &info(ABSENT)).await.text(),
        r#"{"subscribe":0,"openid":"otvxTs_JZ6SEiP0imdhpi50fuSZg","nickname":"","sex":0,"language":"zh_CN","city":"","province":"","country":"","headimgurl":"","tagid_list":[]}"#
    );
    let english = get(&demo, &info(OLD).replace("zh_CN", "en")).await.json();
    assert_eq!(
        (&english["country"], &english["city"]),
        (&json!("China"), &json!("Guangzhou"))
    );
}

/// Method, target, body, errcode and the beginning of errmsg; `APP` is app id and secret, `ID` the app id, `BATCH`
/// the batch call, and `100` a list of so many.
const REFUSALS: &str = r#"
GET /cgi-bin/token | | 41002 | appid missing rid:
GET /cgi-bin/token?appid=wx0&secret=x | | 40013 | invalid appid rid:
GET /cgi-bin/token?APP | | 40002 | invalid grant_type rid:
GET /cgi-bin/token?grant_type=client_credential&appid=ID | | 41004 | appsecret missing rid:
GET /cgi-bin/token?grant_type=client_credential&APP0 | | 40125 | invalid appsecret rid:
POST /cgi-bin/token?grant_type=client_credential&APP | | 43001 | require GET method rid:
GET /cgi-bin/stable_token | | 43002 | require POST method rid:
POST /cgi-bin/stable_token | grant_type=client_credential | 47001 | data format error rid:
POST /cgi-bin/stable_token | | 44002 | empty post data rid:
GET /cgi-bin/user/info?openid=OLD | | 41001 | access_token missing rid:
GET /cgi-bin/user/info?access_token=x&openid=OLD | | 40001 | invalid credential, access_token is invalid or not latest, could get
GET /cgi-bin/user/info?access_token=x%20y&openid=OLD | | 40014 | invalid access_token rid:
GET /cgi-bin/user/info?access_token=WEB&openid=OLD | | 40001 | invalid credential, access_token is invalid or not latest, could get
GET /cgi-bin/user/info?access_token=TOKEN | | 41009 | missing openid rid:
GET /cgi-bin/user/info?access_token=TOKEN&openid=%5BOLD | | 40003 | invalid openid hint: [
POST /cgi-bin/user/info?access_token=TOKEN&openid=OLD | | 43001 | require GET method rid:
GET BATCH | | 43002 | require POST method rid:
POST BATCH | | 44002 | empty post data rid:
POST BATCH | user_list=1 | 47001 | data format error rid:
POST BATCH | {"user_list":1} | 40031 | invalid openid list rid:
POST BATCH | {"user_list":[]} | 40032 | invalid openid list size hint: [
POST BATCH | 100 | 0 |
POST BATCH | 101 | 40032 | invalid openid list size hint: [
POST BATCH | {"user_list":[{"openid":"OLD"},{"openid":"otvxTsAAAAAAAAAAAAAAAAAAAAAA"}]} | 40003 | invalid openid hint: [
GET /cgi-bin/user/get?access_token=TOKEN&next_openid=junk | | 40003 | invalid openid hint: [
POST /cgi-bin/tags/getidlist?access_token=TOKEN | {"openid":"oNobody"} | 40003 | invalid openid hint: [
POST /cgi-bin/tags/getidlist?access_token=TOKEN | {} | 41009 | missing openid rid:
GET /cgi-bin/user/tag/get?access_token=TOKEN&tagid=128 | | 43002 | require POST method rid:
POST /cgi-bin/user/tag/get?access_token=TOKEN | | 44002 | empty post data rid:
POST /cgi-bin/user/tag/get?access_token=TOKEN | {"next_openid":""} | 45159 | invalid tag id rid:
POST /cgi-bin/user/tag/get?access_token=TOKEN | {"tagid":117,"next_openid":""} | 45159 | invalid tag id rid:
POST /cgi-bin/user/tag/get?access_token=TOKEN | {"tagid":128,"next_openid":"junk"} | 40003 | invalid openid hint: [
GET /cgi-bin/tags/members/getblacklist?access_token=TOKEN | | 43002 | require POST method rid:
POST /cgi-bin/tags/members/getblacklist?access_token=TOKEN | begin_openid= | 47001 | data format error rid:
POST /cgi-bin/tags/members/getblacklist?access_token=TOKEN | {"begin_openid":"junk"} | 40003 | invalid openid hint: [
GET /cgi-bin/nothing?access_token=TOKEN | | 40066 | invalid url rid:
GET /sns/userinfo?openid=OLD | | 41001 | access_token missing, rid:
GET /sns/userinfo?access_token=TOKEN&openid=OLD | | 40001 | invalid credential
GET /sns/userinfo?access_token=WEB&openid=oNobody | | 40003 | invalid openid, rid:
GET /sns/auth?access_token=WEB&openid=OLD | | 0 | ok
GET /sns/oauth2/access_token?APP&grant_type=authorization_code | | 41008 | missing code, rid:
GET /sns/oauth2/access_token?APP&grant_type=authorization_code&code=0x | | 40029 | invalid code, rid:
GET /sns/oauth2/refresh_token?appid=ID&grant_type=refresh_token | | 41003 | refresh_token missing, rid:
GET /sns/oauth2/refresh_token?appid=ID&grant_type=refresh_token&refresh_token=0x | | 40030 | invalid refresh_token, rid:
"#;

#[tokio::test]
async fn calls_are_refused_as_the_platform_does() {
    let (demo, token) = start(Setup::default()).await;
    let fill = |text: &str| {
        text.replace("BATCH", "/cgi-bin/user/info/batchget?access_token=TOKEN")
            .replace("APP", &format!("appid={}&secret={}", demo.app_id, demo.app_secret))
            .replace("appid=ID", &format!("appid={}", demo.app_id))
            .replace("TOKEN", &token)
            .replace("WEB", &demo.web_token)
            .replace("OLD", OLD)
    };
    for line in REFUSALS.trim().lines() {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let (method, target) = cells[0].split_once(' ').unwrap();
        let body = match cells[1].parse() {
            Ok(count) => json!({"user_list": vec![json!({"openid": OLD}); count]}).to_string(),
            Err(_) => fill(cells[1]),
        };
        let reply = call(&demo, method, &fill(target), &body).await;
        assert!(reply.head.starts_with("http/1.0 200"), "{line}: {}", reply.head);
        let message = reply.json()["errmsg"].as_str().unwrap_or_default().to_owned();
        assert_eq!(reply.errcode().to_string(), cells[2], "{line}: {message}");
        assert!(message.starts_with(cells[3]), "{line}: {message}");
        let is_plain = matches!(cells[2], "40001" | "40014" | "40066" | "41001") || target.starts_with("/sns/");
        assert_eq!(
            reply.head.contains("content-type: text/plain\r\n"),
            is_plain,
            "{line}: {}",
            reply.head
        );
    }
}

#[tokio::test]
async fn pages_hold_every_follower_once_and_end_without_data() {
    let (demo, token) = start(Setup {
        page_size: 100,
        ..Setup::default()
    })
    .await;
    let all = sweep(&demo, &token).await;
    assert_eq!(demo.requests("/cgi-bin/user/get"), 5, "four pages and the empty one");
    assert_eq!(all.len(), 302);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 302);
    assert!(all.contains(&OLD.to_owned()) && all.contains(&TODAY.to_owned()) && !all.contains(&ABSENT.to_owned()));
    let (empty, token) = start(Setup {
        followers: Some(0),
        ..Setup::default()
    })
    .await;
    let reply = get(&empty, &format!("/cgi-bin/user/get?access_token={token}")).await;
    assert_eq!(reply.text(), r#"{"total":0,"count":0,"next_openid":""}"#);
}

#[tokio::test]
async fn members_of_a_tag_and_the_blacklist_come_page_by_page() {
    let (demo, token) = start(Setup {
        followers: Some(250_000),
        ..Setup::default()
    })
    .await;
    let tags = get(&demo, &format!("/cgi-bin/tags/get?access_token={token}"))
        .await
        .json();
    let counted = tags["tags"].as_array().unwrap().iter().find(|tag| tag["id"] == 100);
    let target = format!("/cgi-bin/user/tag/get?access_token={token}");
    let (mut members, mut cursor) = (Vec::new(), String::new());
    loop {
        let reply = post(&demo, &target, &json!({"tagid": 100, "next_openid": cursor})).await;
        let Some(page) = reply.json().pointer("/data/openid").cloned() else {
            assert_eq!(reply.text(), r#"{"count":0,"next_openid":""}"#);
            break;
        };
        assert_eq!(reply.json().get("total"), None);
        let page: Vec<String> = serde_json::from_value(page).unwrap();
        assert!(page.len() <= 10_000);
        cursor.clone_from(page.last().unwrap());
        members.extend(page);
    }
    assert_eq!(counted.unwrap()["count"], members.len());
    for person in profiles(&demo, &token, &members[members.len() - 100..]).await {
        assert!(
            person["tagid_list"].as_array().unwrap().contains(&json!(100)),
            "{person}"
        );
        let ids = json!({"openid": person["openid"]});
        let reply = post(&demo, &format!("/cgi-bin/tags/getidlist?access_token={token}"), &ids).await;
        assert_eq!(reply.json(), json!({"tagid_list": person["tagid_list"]}));
    }
    let target = format!("/cgi-bin/tags/members/getblacklist?access_token={token}");
    let first = post(&demo, &target, &json!({"begin_openid": ""})).await.json();
    assert_eq!((&first["total"], &first["count"]), (&json!(2500), &json!(1000)));
    let mut begin = first["next_openid"].clone();
    let mut sizes = Vec::new();
    while begin != "" {
        let page = post(&demo, &target, &json!({"begin_openid": begin})).await.json();
        sizes.push(page["count"].as_u64().unwrap());
        begin = page["next_openid"].clone();
    }
    assert_eq!(sizes, [1000, 500, 0]);
}

#[tokio::test]
async fn pictures_are_served_by_the_path_of_their_address() {
    let (demo, token) = start(Setup::default()).await;
    let everyone = profiles(&demo, &token, &sweep(&demo, &token).await).await;
    let (mut served, mut gone) = (0, 0);
    for person in &everyone {
        let Some(path) = person["headimgurl"]
            .as_str()
            .and_then(|url| url.strip_prefix("http://wx.qlogo.cn/"))
        else {
            continue;
        };
        let reply = get(&demo, &format!("/picture/{path}")).await;
        if reply.head.starts_with("http/1.0 404") {
            gone += 1;
            assert!(reply.body.is_empty() && person["openid"] != OLD);
        } else {
            served += 1;
            assert!(reply.head.contains("content-type: image/png\r\n"), "{}", reply.head);
            assert!(reply.body.starts_with(b"\x89PNG\r\n\x1a\n"));
        }
    }
    assert!(gone > 0 && served > 5 * gone, "{served} served, {gone} gone");
    assert_eq!(demo.requests("/picture"), served + gone);
    demo.script(Fault::at("/picture", Act::Truncated).times(1));
    let path = "/picture/mmopen/x/64";
    let (cut, whole) = (get(&demo, path).await, get(&demo, path).await);
    assert_eq!(cut.body, whole.body[..whole.body.len() / 2]);
    assert!(get(&demo, "/pictures").await.errcode() == 40066 && get(&demo, "/picture").await.body.is_empty());
}

#[tokio::test]
async fn the_default_set_shows_what_an_explorer_must_read() {
    let (demo, token) = start(Setup::default()).await;
    let everyone = profiles(&demo, &token, &sweep(&demo, &token).await).await;
    let text = |key: &str| -> BTreeSet<String> {
        everyone
            .iter()
            .filter_map(|person| person[key].as_str())
            .map(str::to_owned)
            .collect()
    };
    let scenes = text("subscribe_scene");
    for scene in fanscope::model::SCENES {
        assert!(scenes.contains(scene.0), "{}", scene.0);
    }
    assert!(scenes.contains("ADD_SCENE_SMART_SPEAKER"));
    let names: String = text("nickname").into_iter().chain(text("remark")).collect();
    for hostile in [
        '\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\n', '\u{200b}', '\u{301}', '\u{e13c}', '=',
    ] {
        assert!(names.contains(hostile), "{hostile:?}");
    }
    assert!(
        text("nickname")
            .iter()
            .any(|name| name.chars().filter(|c| *c == '宽').count() == 300)
    );
    let numbers: BTreeSet<_> = everyone
        .iter()
        .filter_map(|person| person["qr_scene"].as_u64())
        .collect();
    assert!(numbers.contains(&u64::from(u32::MAX)) && numbers.contains(&98765) && numbers.contains(&0));
    assert!(text("qr_scene_str").iter().any(|scene| scene.len() == 64));
    assert!(everyone.iter().any(|person| person.get("unionid").is_none()));
    assert!(
        everyone.iter().any(|person| person.get("nickname").is_none()),
        "the documented shape"
    );
    assert!(
        everyone.iter().any(|person| person["nickname"] == ""),
        "the captured shape"
    );

    let listed = get(&demo, &format!("/cgi-bin/tags/get?access_token={token}"))
        .await
        .json();
    let listed: BTreeMap<u64, &Value> = listed["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| (tag["id"].as_u64().unwrap(), tag))
        .collect();
    assert_eq!(
        (&listed[&2]["name"], &listed[&128]["name"]),
        (&json!("星标组"), &json!("VIP"))
    );
    let mut worn: BTreeMap<u64, u64> = BTreeMap::new();
    for id in everyone
        .iter()
        .flat_map(|person| person["tagid_list"].as_array().unwrap())
    {
        *worn.entry(id.as_u64().unwrap()).or_default() += 1;
    }
    assert!(
        worn.contains_key(&117) && !listed.contains_key(&117),
        "a tag deleted in between"
    );
    for (id, tag) in listed {
        assert_eq!(tag["count"], worn.get(&id).copied().unwrap_or(0), "tag {id}");
    }
    let ids = post(
        &demo,
        &format!("/cgi-bin/tags/getidlist?access_token={token}"),
        &json!({"openid": OLD}),
    )
    .await;
    assert_eq!(ids.text(), r#"{"tagid_list":[128,2]}"#);
}

#[tokio::test]
async fn tokens_run_out_and_are_displaced() {
    let (demo, token) = start(Setup::default()).await;
    let info = |token: &str| format!("/cgi-bin/user/info?access_token={token}&openid={OLD}");
    assert_eq!(stable(&demo).await, token, "the same until shortly before its end");
    demo.expire_tokens();
    assert_eq!(get(&demo, &info(&token)).await.errcode(), 42001);
    let second = stable(&demo).await;
    assert_eq!(get(&demo, &info(&second)).await.errcode(), 0);
    let forced = post(&demo, "/cgi-bin/stable_token", &credentials(&demo, true))
        .await
        .json();
    assert_eq!(get(&demo, &info(&second)).await.errcode(), 40001);
    assert_eq!(
        get(&demo, &info(forced["access_token"].as_str().unwrap()))
            .await
            .errcode(),
        0
    );
    assert_eq!(
        post(&demo, "/cgi-bin/stable_token", &credentials(&demo, true))
            .await
            .errcode(),
        45011
    );
    demo.advance(Duration::from_secs(7200));
    assert_eq!(
        get(&demo, &info(forced["access_token"].as_str().unwrap()))
            .await
            .errcode(),
        42001
    );
}

#[tokio::test]
async fn the_web_token_tells_names_and_codes_work_once() {
    let (demo, _) = start(Setup::default()).await;
    let reply = get(
        &demo,
        &format!("/sns/userinfo?access_token={}&openid={OLD}&lang=zh_CN", demo.web_token),
    )
    .await;
    assert!(reply.head.contains("content-type: text/plain\r\n"), "{}", reply.head);
    let person = reply.json();
    assert_eq!(
        (&person["nickname"], &person["sex"], &person["city"]),
        (&json!("Band"), &json!(0), &json!(""))
    );
    assert_eq!((&person["language"], &person["privilege"]), (&json!(""), &json!([])));
    assert!(
        person["headimgurl"]
            .as_str()
            .unwrap()
            .starts_with("https://thirdwx.qlogo.cn/"),
        "{person}"
    );

    let exchange = |code: &str| {
        format!(
            "/sns/oauth2/access_token?appid={}&secret={}&grant_type=authorization_code&code={code}",
            demo.app_id, demo.app_secret
        )
    };
    for (scope, errcode) in [(Scope::UserInfo, 0), (Scope::Base, 48001), (Scope::Snapshot, 48001)] {
        let code = demo.code(TODAY, scope);
        let grant = get(&demo, &exchange(&code)).await.json();
        assert_eq!(get(&demo, &exchange(&code)).await.errcode(), 40163);
        assert_eq!(grant["openid"], TODAY);
        assert_eq!(grant.get("unionid").is_some(), scope != Scope::Base);
        assert_eq!(grant.get("is_snapshotuser").is_some(), scope == Scope::Snapshot);
        let token = grant["access_token"].as_str().unwrap();
        let of = |openid: &str| format!("/sns/userinfo?access_token={token}&openid={openid}");
        assert_eq!(get(&demo, &of(TODAY)).await.errcode(), errcode);
        assert_eq!(get(&demo, &of(OLD)).await.errcode(), 40003, "one person's token");
        let refresh = grant["refresh_token"].as_str().unwrap();
        let target = format!(
            "/sns/oauth2/refresh_token?appid={}&grant_type=refresh_token&refresh_token={refresh}",
            demo.app_id
        );
        let renewed = get(&demo, &target).await.json();
        assert_ne!(renewed["access_token"], grant["access_token"]);
        assert_eq!(renewed.get("unionid"), None);
    }
    let consent = format!(
        "/connect/oauth2/authorize?appid={}&redirect_uri=http%3A%2F%2Flocalhost%2Fback&response_type=code&scope=snsapi_userinfo&state=7",
        demo.app_id
    );
    let reply = get(&demo, &consent).await;
    assert!(reply.head.starts_with("http/1.0 302"), "{}", reply.head);
    assert!(
        reply.head.contains("location: http://localhost/back?code=0"),
        "{}",
        reply.head
    );
}

#[tokio::test]
async fn quotas_are_counted_and_rids_remembered() {
    let (demo, token) = start(Setup::default()).await;
    let quota = format!("/cgi-bin/openapi/quota/get?access_token={token}");
    let read = async |path: &str| post(&demo, &quota, &json!({"cgi_path": path})).await.json();
    assert!(demo.limit_per_day("/cgi-bin/user/info", 2));
    assert!(!demo.limit_per_day("/cgi-bin/nothing", 2));
    let info = format!("/cgi-bin/user/info?access_token={token}&openid={OLD}");
    assert_eq!(get(&demo, &info).await.errcode(), 0);
    assert_eq!(
        read("/cgi-bin/user/info").await["quota"],
        json!({"daily_limit": 2, "used": 1, "remain": 1})
    );
    assert_eq!(
        read("/cgi-bin/user/get").await["quota"],
        json!({"daily_limit": 500, "used": 0, "remain": 500})
    );
    assert_eq!(read("/sns/userinfo").await["errcode"], 76022);
    assert_eq!(read("/cgi-bin/nothing").await["errcode"], 76021);
    assert_eq!(get(&demo, &info).await.errcode(), 0);
    let refused = get(&demo, &info).await.json();
    assert_eq!(refused["errcode"], 45009);

    let message = refused["errmsg"].as_str().unwrap();
    let rid = message.split("rid: ").nth(1).unwrap();
    let about = format!("/cgi-bin/openapi/rid/get?access_token={token}");
    let told = post(&demo, &about, &json!({"rid": rid})).await.json();
    let invoked = told.pointer("/request/invoke_time").unwrap().as_u64().unwrap();
    assert_eq!(
        u64::from_str_radix(&rid[..8], 16).unwrap(),
        invoked,
        "a rid begins with its time"
    );
    assert_eq!(told["request"]["client_ip"], "127.0.0.1");
    assert!(
        told["request"]["request_url"].as_str().unwrap().contains(&token),
        "as the real one does"
    );
    assert!(told["request"]["response_body"].as_str().unwrap().contains("45009"));
    assert_eq!(
        post(&demo, &about, &json!({"rid": "00000000-00000000-00000000"}))
            .await
            .errcode(),
        76001
    );
    assert_eq!(post(&demo, &about, &json!({"rid": "yesterday"})).await.errcode(), 76002);
    assert_eq!(
        get(&demo, &format!("/cgi-bin/get_api_domain_ip?access_token={token}"))
            .await
            .errcode(),
        0
    );
}

#[tokio::test]
async fn faults_follow_the_script() {
    let path = "/cgi-bin/user/info";
    let setup = Setup {
        faults: vec![Fault::at(path, Act::Errcode(-1)).times(2)],
        ..Setup::default()
    };
    let (demo, token) = start(setup).await;
    let info = format!("{path}?access_token={token}&openid={OLD}");
    assert_eq!(get(&demo, &info).await.errcode(), -1);
    assert_eq!(get(&demo, &info).await.errcode(), -1);
    let whole = get(&demo, &info).await;
    assert_eq!(whole.errcode(), 0);

    demo.script(Fault::at("/cgi-bin/stable_token", Act::Errcode(40164)).times(1));
    let barred = post(&demo, "/cgi-bin/stable_token", &credentials(&demo, false))
        .await
        .json();
    let message = barred["errmsg"].as_str().unwrap();
    assert!(
        message.starts_with("invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist rid: "),
        "{message}"
    );

    for (act, head, holds) in [
        (Act::Status(502), "http/1.0 502", "<html>"),
        (Act::Redirect("http://elsewhere/".to_owned()), "http/1.0 302", "302"),
        (Act::Html, "http/1.0 200", "guest network"),
        (Act::Raw(b"{\"subscribe\"".to_vec()), "http/1.0 200", "{\"subscribe\""),
        (Act::Error(40001, "mine".to_owned()), "http/1.0 200", "mine rid: "),
        (Act::ExpireTokens, "http/1.0 200", "42001"),
        (Act::RevokeTokens, "http/1.0 200", "40001"),
    ] {
        demo.script(Fault::at(path, act).times(1));
        let reply = get(&demo, &info).await;
        assert!(
            reply.head.starts_with(head) && reply.text().contains(holds),
            "{} {}",
            reply.head,
            reply.text()
        );
    }

    let token = stable(&demo).await;
    let info = format!("{path}?access_token={token}&openid={OLD}");
    demo.script(Fault::at(path, Act::Empty).times(1));
    assert!(get(&demo, &info).await.body.is_empty());
    demo.script(Fault::at(path, Act::Truncated).times(1));
    assert_eq!(get(&demo, &info).await.body, &whole.body[..whole.body.len() / 2]);
    demo.script(Fault::at(path, Act::Reset).times(1));
    assert_eq!(get(&demo, &info).await.head, "", "not even the head");
    demo.script(Fault::at(path, Act::Drip(Duration::ZERO)).times(1));
    assert_eq!(get(&demo, &info).await.body, whole.body);
    demo.script(Fault::at(path, Act::Rewrite(|body| [b"\xef\xbb\xbf".to_vec(), body].concat())).times(1));
    assert_eq!(
        get(&demo, &info).await.body,
        [b"\xef\xbb\xbf", whole.body.as_slice()].concat()
    );
    demo.script(Fault::at(path, Act::Gzip).times(1));
    let zipped = get(&demo, &info).await;
    assert!(zipped.head.contains("content-encoding: gzip"), "{}", zipped.head);
    assert_eq!(zipped.body[15..zipped.body.len() - 8], whole.body);
    demo.script(Fault::at(path, Act::CutOff).times(1));
    let cut = get(&demo, &info).await.body;
    assert_eq!(cut, &whole.body[..whole.body.len() / 2]);
    demo.script(Fault::at(path, Act::Huge(1 << 20)).times(1));
    assert!(get(&demo, &info).await.body.len() >= 1 << 20);
    demo.script(Fault::everywhere(Act::Errcode(48001)));
    assert_eq!(get(&demo, &info).await.errcode(), 48001);
    demo.clear_script();
    assert_eq!(get(&demo, &info).await.errcode(), 0);
    assert_eq!(
        demo.calls().last().map(|call| (call.path.as_str(), call.errcode)),
        Some((path, 0))
    );
}

#[tokio::test]
async fn dropping_the_server_stops_it_even_while_it_hangs() {
    let demo = Demo::start(Setup {
        faults: vec![Fault::everywhere(Act::Hang)],
        ..Setup::default()
    })
    .await
    .unwrap();
    let address = demo.address;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream
        .write_all(b"GET /cgi-bin/token HTTP/1.1\r\nhost: demo\r\n\r\n")
        .await
        .unwrap();
    while demo.total_requests() == 0 {
        tokio::task::yield_now().await;
    }
    drop(demo);
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest).await;
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn people_change_while_the_server_runs() {
    let (demo, token) = start(Setup::default()).await;
    let info = format!("/cgi-bin/user/info?access_token={token}&openid={TODAY}");
    assert!(demo.change(TODAY, Change::Remark("新备注".to_owned())));
    assert_eq!(get(&demo, &info).await.json()["remark"], "新备注");
    assert!(demo.change(TODAY, Change::Leaves));
    assert_eq!(get(&demo, &info).await.json()["subscribe"], 0);
    assert!(!sweep(&demo, &token).await.contains(&TODAY.to_owned()));
    assert!(!demo.change("oNobody", Change::Leaves));
}

#[tokio::test]
async fn suggestions_show_what_they_promise() {
    let (demo, token) = start(Setup::default()).await;
    for (text, hint) in suggestions() {
        let target = format!(
            "/cgi-bin/user/info?access_token={token}&openid={}",
            text.replace(' ', "+")
        );
        let reply = get(&demo, &target).await;
        let person = reply.json();
        match hint {
            DemoHint::OldFilled => assert_eq!(person["nickname"], "Band"),
            DemoHint::Today => assert_eq!((&person["subscribe"], &person["nickname"]), (&json!(1), &json!(""))),
            DemoHint::NotFollowing => assert_eq!(person["subscribe"], 0),
            DemoHint::HostileName => assert!(person["nickname"].as_str().unwrap().contains('\u{1b}')),
            DemoHint::UnknownScene => assert_eq!(person["subscribe_scene"], "ADD_SCENE_SMART_SPEAKER"),
            DemoHint::Malformed => assert_eq!(reply.errcode(), 40003),
        }
    }
}

#[tokio::test]
async fn a_big_account_starts_and_pages_at_once() {
    let (demo, token) = start(Setup {
        followers: Some(50_000_000),
        ..Setup::default()
    })
    .await;
    let page = get(&demo, &format!("/cgi-bin/user/get?access_token={token}"))
        .await
        .json();
    assert_eq!((&page["total"], &page["count"]), (&json!(50_000_000), &json!(10_000)));
    let last = page["next_openid"].as_str().unwrap().to_owned();
    let people = profiles(&demo, &token, std::slice::from_ref(&last)).await;
    assert_eq!(people[0]["subscribe"], 1);
}
