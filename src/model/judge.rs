use super::{Cause, OpenId, Profile, Source, Status};

/// Decides what a profile says about the person asked for (product contract, "The record", `status`).
///
/// The platform says "not following" by `subscribe: 0` in a normal reply, never by an errcode or by missing keys
/// (API reference, section 1). The web source does not send `subscribe` at all.
pub fn judge(asked: &OpenId, source: Source, profile: &Profile) -> Result<Status, Cause> {
    if profile.openid.as_deref().is_some_and(|openid| openid != asked.as_str()) {
        return Err(Cause::OtherOpenid);
    }
    match (source, profile.subscribe) {
        (Source::Web, _) if profile.openid.is_some() => Ok(Status::Authorized),
        (Source::Web, _) => Err(Cause::WrongShape),
        (Source::Follower, Some(1)) => Ok(Status::Following),
        (Source::Follower, Some(0)) => Ok(Status::NotFollowing),
        (Source::Follower, _) => Err(Cause::NoSubscribe),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(source: Source, openid: Option<&str>, subscribe: Option<i64>) -> Result<Status, Cause> {
        let asked = OpenId::parse("o6_bmjrPTlm6_2sgVt7hMZOPfL2M").map_err(Cause::Malformed)?;
        judge(
            &asked,
            source,
            &Profile {
                openid: openid.map(str::to_owned),
                subscribe,
                ..Profile::default()
            },
        )
    }

    #[test]
    fn subscribe_decides_and_only_its_documented_values() {
        let me = Some("o6_bmjrPTlm6_2sgVt7hMZOPfL2M");
        assert_eq!(judged(Source::Follower, me, Some(1)), Ok(Status::Following));
        assert_eq!(judged(Source::Follower, me, Some(0)), Ok(Status::NotFollowing));
        assert_eq!(judged(Source::Follower, me, Some(2)), Err(Cause::NoSubscribe));
        assert_eq!(judged(Source::Follower, me, None), Err(Cause::NoSubscribe));
        assert_eq!(judged(Source::Web, me, None), Ok(Status::Authorized));
        assert_eq!(judged(Source::Web, None, None), Err(Cause::WrongShape));
        assert_eq!(
            judged(Source::Follower, Some("otvxTs4dckWG7imySrJd6jSi0CWE"), Some(1)),
            Err(Cause::OtherOpenid)
        );
    }
}
