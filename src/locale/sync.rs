use super::{Counted, fill};
use crate::model::SyncSummary;
use crate::text::grouped;

/// Phrases of a sync. `{}` marks a value, filled by [`super::fill`].
#[derive(Debug)]
pub struct SyncTexts {
    /// So many calls.
    pub call_count: Counted,
    /// So many followers.
    pub follower_count: Counted,
    /// What a new sync needs; values: calls, followers.
    pub needs: &'static str,
    /// What an interrupted one still needs; values: calls, followers.
    pub still_needs: &'static str,
    /// What is left of the day's quota; values: pages, batches.
    pub left_today: &'static str,
    /// The quota is known to be too small for it.
    pub over_quota: &'static str,
    /// Ids are being listed.
    pub listing: &'static str,
    /// Profiles are being fetched.
    pub fetching: &'static str,
    /// Values: done, all.
    pub of: &'static str,
    /// Value: people a second.
    pub rate: &'static str,
    /// Value: how long it will still take.
    pub time_left: &'static str,
    /// Value: calls of this run.
    pub calls: &'static str,
    /// Value: calls left today.
    pub calls_left: &'static str,
    /// The end of a first sync; value: followers.
    pub first_done: &'static str,
    /// The end of another; values: followers, new, left, back, changed.
    pub done: &'static str,
    /// Value: people whose profile did not come.
    pub missed: Counted,
    /// Values: calls, time taken.
    pub cost: &'static str,
    /// The list is not whole; values: listed, total.
    pub short: &'static str,
    /// The list is empty, though a crowd was known before.
    pub empty: &'static str,
    /// The list never came to an end, though everybody should have been in it; values: listed, total.
    pub endless: &'static str,
    /// Somebody else syncs the account.
    pub busy: &'static str,
    /// The operator stopped it; values: done, all.
    pub interrupted: &'static str,
    /// It stopped by itself; values: done, all.
    pub stopped: &'static str,
    /// The day's quota is used up; value: clock time.
    pub go_on_at: &'static str,
    /// How it goes on.
    pub go_on: &'static str,
}

impl SyncTexts {
    /// What a sync that ran to its end has found.
    pub fn found(&self, summary: &SyncSummary) -> String {
        let people = self.follower_count.of(summary.people);
        if summary.first {
            return fill(self.first_done, &[&people]);
        }
        let counts = &summary.counts;
        let [new, left, back, changed] = [counts.new, counts.left, counts.back, counts.changed].map(grouped);
        fill(self.done, &[&people, &new, &left, &back, &changed])
    }

    /// What it could not find out; nothing where it is complete.
    pub fn lacking(&self, summary: &SyncSummary) -> Vec<String> {
        let missed = summary.counts.missed;
        let missed = (missed > 0).then(|| self.missed.of(missed));
        let unlisted = summary.short_of.map(|total| {
            let phrase = match summary.people {
                people if total > people => self.short,
                0 => return self.empty.to_owned(),
                _ => self.endless,
            };
            fill(phrase, &[&grouped(summary.people), &self.follower_count.of(total)])
        });
        missed.into_iter().chain(unlisted).collect()
    }
}

pub(super) const EN: SyncTexts = SyncTexts {
    call_count: Counted::new("{} call", "{} calls"),
    follower_count: Counted::new("{} follower", "{} followers"),
    needs: "This needs about {} for {}.",
    still_needs: "Going on with an interrupted sync: this needs about {} for {}.",
    left_today: "Left today: {} of user/get, {} of user/info/batchget.",
    over_quota: "That is more than is left today: the sync will stop at the quota and can go on tomorrow.",
    listing: "Listing",
    fetching: "Fetching",
    of: "{} of {}",
    rate: "{}/s",
    time_left: "{} left",
    calls: "calls {}",
    calls_left: "left {}",
    first_done: "First sync done: {}.",
    done: "Sync done: {}; {} new, {} left, {} back, {} changed.",
    missed: Counted::new(
        "{} profile could not be fetched; what was known of this person is kept.",
        "{} profiles could not be fetched; what was known of these people is kept.",
    ),
    cost: "{}, {}.",
    short: "The list ended at {} of {}, so nobody was taken for having left.",
    empty: "The list came empty though many followers are known, so nobody was taken for having left: sync again later.",
    endless: "The list did not end by itself, at {} ids for {}, so nobody was taken for having left.",
    busy: "another fanscope is syncing this account at the moment",
    interrupted: "Interrupted at {} of {}.",
    stopped: "Stopped at {} of {}; what has come is kept.",
    go_on_at: "The day's quota is used up: run `fanscope sync` again after {} your time (midnight in China) to go on.",
    go_on: "Run `fanscope sync` again to go on.",
};

pub(super) const ZH: SyncTexts = SyncTexts {
    call_count: Counted::same("{} 次"),
    follower_count: Counted::same("{} 位关注者"),
    needs: "大约需要调用接口 {}，共 {}。",
    still_needs: "继续上次中断的同步：大约需要调用接口 {}，共 {}。",
    left_today: "今日剩余：user/get {}，user/info/batchget {} 次。",
    over_quota: "超过了今日剩余次数：同步会在配额用完时停下，明天可以继续。",
    listing: "拉取列表",
    fetching: "拉取资料",
    of: "{} / {}",
    rate: "{} 人/秒",
    time_left: "还需 {}",
    calls: "已调用 {} 次",
    calls_left: "剩余 {} 次",
    first_done: "首次同步完成：共 {}。",
    done: "同步完成：共 {}；新关注 {}，取消关注 {}，重新关注 {}，有变化 {}。",
    missed: Counted::same("{} 位关注者的资料未能取得；已知的内容保持不变。"),
    cost: "调用接口 {}，用时 {}。",
    short: "列表到第 {} 位就结束了（应有 {}），因此没有把任何人算作取消关注。",
    empty: "列表为空，但本地已有许多关注者，因此没有把任何人算作取消关注；请稍后重新同步。",
    endless: "列表没有正常结束（已列出 {} 个 openid，应有 {}），因此没有把任何人算作取消关注。",
    busy: "另一个 fanscope 正在同步这个账号",
    interrupted: "已中断：完成 {} / {}。",
    stopped: "已停止：完成 {} / {}，已取得的内容都已保存。",
    go_on_at: "今日配额已用完：请在当地时间 {}（即中国时间零点）之后再次运行 `fanscope sync` 继续。",
    go_on: "再次运行 `fanscope sync` 即可继续。",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CallCounts, SyncCounts, Timestamp};

    fn summary(people: u64, short_of: Option<u64>, missed: u64) -> SyncSummary {
        SyncSummary {
            people,
            counts: SyncCounts {
                new: 1_200,
                missed,
                ..SyncCounts::default()
            },
            first: false,
            short_of,
            calls: CallCounts::default(),
            began_at: Timestamp::UNIX_EPOCH,
        }
    }

    #[test]
    fn what_is_lacking_is_said_in_full() {
        assert_eq!(EN.lacking(&summary(1, None, 0)), [""; 0]);
        assert_eq!(
            EN.lacking(&summary(9, Some(1_000), 1)),
            [
                "1 profile could not be fetched; what was known of this person is kept.",
                "The list ended at 9 of 1 000 followers, so nobody was taken for having left.",
            ]
        );
        let empty = summary(0, Some(0), 0);
        for (words, said) in [(EN, "The list came empty"), (ZH, "列表为空")] {
            let lacking = words.lacking(&empty);
            assert!(lacking.len() == 1 && lacking[0].starts_with(said), "{lacking:?}");
        }
        let endless = summary(20_010, Some(1), 0);
        assert_eq!(
            EN.lacking(&endless),
            ["The list did not end by itself, at 20 010 ids for 1 follower, so nobody was taken for having left."]
        );
        assert_eq!(
            ZH.lacking(&endless),
            ["列表没有正常结束（已列出 20 010 个 openid，应有 1 位关注者），因此没有把任何人算作取消关注。"]
        );
    }

    #[test]
    fn one_follower_is_no_followers() {
        assert_eq!(
            EN.found(&summary(1, None, 0)),
            "Sync done: 1 follower; 1 200 new, 0 left, 0 back, 0 changed."
        );
        let first = SyncSummary {
            first: true,
            ..summary(1, None, 0)
        };
        assert_eq!(
            (EN.found(&first), ZH.found(&first)),
            (
                "First sync done: 1 follower.".to_owned(),
                "首次同步完成：共 1 位关注者。".to_owned()
            )
        );
    }
}
