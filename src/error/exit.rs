use crate::model::Kind;

/// How the program ends (product contract, "Exit").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: everything asked for was done; for `lookup`, every openid was answered.
    Done,
    /// 1: some failed.
    Some,
    /// 2: usage or configuration.
    Usage,
    /// 3: credential, permission or IP whitelist.
    Refused,
    /// 4: network, platform or this machine.
    Unavailable,
    /// 5: quota used up, or `--max-calls` reached.
    Quota,
    /// 130: interrupted.
    Interrupted,
}

impl Exit {
    /// The number.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Some => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::Unavailable => 4,
            Self::Quota => 5,
            Self::Interrupted => 130,
        }
    }

    /// What one failure alone means.
    pub const fn of_kind(kind: Kind) -> Self {
        match kind {
            Kind::InvalidOpenid => Self::Some,
            Kind::Credential | Kind::Permission | Kind::IpWhitelist => Self::Refused,
            Kind::Quota => Self::Quota,
            Kind::Cancelled => Self::Interrupted,
            Kind::Network | Kind::Timeout | Kind::BadReply | Kind::Platform | Kind::RateLimit | Kind::Local => {
                Self::Unavailable
            }
        }
    }

    /// What the rows of a `lookup` mean together; `None` stands for an answered row.
    pub fn of_lookup(rows: &[Option<Kind>], interrupted: bool) -> Self {
        let failed: Vec<Kind> = rows.iter().copied().flatten().collect();
        if interrupted {
            Self::Interrupted
        } else if failed.is_empty() {
            Self::Done
        } else if failed.len() < rows.len() || failed.iter().all(|kind| *kind == Kind::InvalidOpenid) {
            Self::Some
        } else {
            let has = |exit: &Self| failed.iter().any(|kind| Self::of_kind(*kind) == *exit);
            [Self::Refused, Self::Quota, Self::Unavailable]
                .into_iter()
                .find(has)
                .unwrap_or(Self::Interrupted)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_lookup_decide_together() {
        let (ok, invalid, token) = (None, Some(Kind::InvalidOpenid), Some(Kind::Credential));
        let (net, quota, cancelled) = (Some(Kind::Timeout), Some(Kind::Quota), Some(Kind::Cancelled));
        let cases: [(&[Option<Kind>], bool, u8); 14] = [
            (&[ok, ok], false, 0),
            (&[], false, 0),
            (&[ok, token], false, 1),
            (&[ok, invalid], false, 1),
            (&[ok, quota, net], false, 1),
            (&[invalid, invalid], false, 1),
            (&[invalid, token], false, 3),
            (&[net, quota, token], false, 3),
            (&[net, quota, invalid], false, 5),
            (&[invalid, net], false, 4),
            (&[Some(Kind::RateLimit)], false, 4),
            (&[ok, cancelled], true, 130),
            (&[ok], true, 130),
            (&[cancelled], false, 130),
        ];
        for (rows, interrupted, code) in cases {
            assert_eq!(
                Exit::of_lookup(rows, interrupted).code(),
                code,
                "{rows:?} {interrupted}"
            );
        }
    }

    #[test]
    fn every_kind_has_the_code_of_the_contract() {
        let code_of = |kind| match kind {
            Kind::InvalidOpenid => 1,
            Kind::Credential | Kind::Permission | Kind::IpWhitelist => 3,
            Kind::Quota => 5,
            Kind::Cancelled => 130,
            _ => 4,
        };
        for kind in Kind::ALL {
            assert_eq!(Exit::of_kind(kind).code(), code_of(kind), "{kind:?}");
        }
    }
}
