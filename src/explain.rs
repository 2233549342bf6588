//! Errcodes, error replies, errmsgs, rids and profile replies in words, without any call.
