//! Errcodes and the texts that the platform sends with them (API reference, sections 5, 8 and 10); own data.

use std::net::IpAddr;

/// An errcode with which a call is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) i64);

impl Refusal {
    pub(super) const TOKEN_INVALID: Self = Self(40001);
    pub(super) const GRANT_TYPE: Self = Self(40002);
    pub(super) const OPENID: Self = Self(40003);
    pub(super) const APP_ID: Self = Self(40013);
    pub(super) const TOKEN_MALFORMED: Self = Self(40014);
    pub(super) const CODE: Self = Self(40029);
    pub(super) const REFRESH_TOKEN: Self = Self(40030);
    pub(super) const OPENID_LIST: Self = Self(40031);
    pub(super) const OPENID_LIST_SIZE: Self = Self(40032);
    pub(super) const URL: Self = Self(40066);
    pub(super) const SECRET: Self = Self(40125);
    pub(super) const CODE_USED: Self = Self(40163);
    pub(super) const TOKEN_MISSING: Self = Self(41001);
    pub(super) const APP_ID_MISSING: Self = Self(41002);
    pub(super) const REFRESH_TOKEN_MISSING: Self = Self(41003);
    pub(super) const SECRET_MISSING: Self = Self(41004);
    pub(super) const CODE_MISSING: Self = Self(41008);
    pub(super) const OPENID_MISSING: Self = Self(41009);
    pub(super) const TOKEN_EXPIRED: Self = Self(42001);
    pub(super) const REFRESH_TOKEN_EXPIRED: Self = Self(42002);
    pub(super) const CODE_EXPIRED: Self = Self(42003);
    pub(super) const REQUIRE_GET: Self = Self(43001);
    pub(super) const REQUIRE_POST: Self = Self(43002);
    pub(super) const NO_BODY: Self = Self(44002);
    pub(super) const DAY_QUOTA: Self = Self(45009);
    pub(super) const MINUTE_QUOTA: Self = Self(45011);
    pub(super) const TAG_ID: Self = Self(45159);
    pub(super) const BODY: Self = Self(47001);
    pub(super) const UNAUTHORIZED: Self = Self(48001);
    pub(super) const RID_UNKNOWN: Self = Self(76001);
    pub(super) const RID_MALFORMED: Self = Self(76002);
    pub(super) const PATH_UNKNOWN: Self = Self(76021);
    pub(super) const PATH_FORBIDDEN: Self = Self(76022);

    /// The errmsg without its tails.
    pub(super) fn text(self, caller: IpAddr) -> String {
        if self.0 == 40164 {
            return format!("invalid ip {caller} ipv6 ::ffff:{caller}, not in whitelist");
        }
        let known = TEXTS.iter().find(|(code, _)| *code == self.0);
        known.map_or("system error", |(_, text)| text).to_owned()
    }

    /// Whether the text still carries the old `hint: [..]` tail besides the rid.
    pub(super) fn has_hint(self) -> bool {
        matches!(self.0, 40003 | 40032 | 40092)
    }

    /// Whether the reply is sent as bare `text/plain`, as some errors are.
    pub(super) fn is_plain(self) -> bool {
        matches!(self.0, 40001 | 40014 | 40066 | 41001 | 42001)
    }
}

const TEXTS: [(i64, &str); 60] = [
    (-1, "system error"),
    (
        40001,
        "invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more \
         details at https://mmbizurl.cn/s/JtxxFh33r",
    ),
    (40002, "invalid grant_type"),
    (40003, "invalid openid"),
    (40013, "invalid appid"),
    (40014, "invalid access_token"),
    (40029, "invalid code"),
    (40030, "invalid refresh_token"),
    (40031, "invalid openid list"),
    (40032, "invalid openid list size"),
    (
        40033,
        "invalid charset. please check your request, if include \\uxxxx will create fail!",
    ),
    (40035, "invalid args size"),
    (40066, "invalid url"),
    (40092, "invalid remark name"),
    (40125, "invalid appsecret"),
    (40163, "code been used"),
    (40243, "appsecret is frozen"),
    (41001, "access_token missing"),
    (41002, "appid missing"),
    (41003, "refresh_token missing"),
    (41004, "appsecret missing"),
    (41008, "missing code"),
    (41009, "missing openid"),
    (42001, "access_token expired"),
    (42002, "refresh_token expired"),
    (42003, "code expired"),
    (42007, "access_token and refresh_token exception"),
    (43001, "require GET method"),
    (43002, "require POST method"),
    (43003, "require https"),
    (43004, "require subscribe"),
    (44002, "empty post data"),
    (45009, "reach max api daily quota limit"),
    (45011, "api minute-quota reach limit, must slower, retry next minute"),
    (45035, "access clientip is not registered, not in ip-white-list"),
    (45159, "invalid tag id"),
    (46004, "user no exist"),
    (47001, "data format error"),
    (48001, "api unauthorized"),
    (
        48004,
        "api forbidden for irregularities, view detail on mp.weixin.qq.com",
    ),
    (48006, "forbid to clear quota because of reaching the limit"),
    (49003, "not match openid with appid"),
    (50001, "api unauthorized or user unauthorized"),
    (50002, "user limited"),
    (50004, "user not allow to use accesstoken, maybe for punishment"),
    (50005, "user is unsubscribed"),
    (50007, "account frozen"),
    (61004, "access clientip is not registered"),
    (61007, "api is unauthorized to component"),
    (61016, "function category of API need be confirmed by component"),
    (
        61024,
        "must use api(api_component_token) to get token for component acct",
    ),
    (76001, "rid not found"),
    (76002, "rid is error"),
    (76003, "could not query this rid,no permission"),
    (76021, "cgi_path not found, please check"),
    (76022, "could not use this cgi_path,no permission"),
    (89501, "ip is waiting for the confirmation of the administrator"),
    (89503, "this call needs the confirmation of the administrator"),
    (89506, "ip was refused by the administrator"),
    (89507, "ip was refused by the administrator within an hour"),
];
