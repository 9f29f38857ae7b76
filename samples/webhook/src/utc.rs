//! Times as RFC 3339 writes them, moved to UTC.

/// "2015-05-05T19:40:15-04:00" is "2015-05-05T23:40:15Z"; fractions of a second are dropped. None for what is no time.
pub fn from_rfc3339(time: &str) -> Option<String> {
    let (date, rest) = (time.get(..10)?, time.get(10..)?);
    let (clock, rest) = (rest.get(1..9)?, rest.get(9..)?);
    let (mut year, mut month, mut day) = (number(date, 0, 4)?, number(date, 5, 2)?, number(date, 8, 2)?);
    let (hour, minute, second) = (number(clock, 0, 2)?, number(clock, 3, 2)?, number(clock, 6, 2)?);
    let zone = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let offset = match zone.as_bytes().first()? {
        b'Z' | b'z' => 0,
        b'+' => number(zone, 1, 2)? * 60 + number(zone, 4, 2)?,
        b'-' => -(number(zone, 1, 2)? * 60 + number(zone, 4, 2)?),
        _ => return None,
    };
    let is_date = (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    // A minute with a leap second has 61.
    if !is_date || hour > 23 || minute > 59 || second > 60 {
        return None;
    }

    // No zone is a day away: one day back or forth is enough.
    let minutes = hour * 60 + minute - offset;
    day += minutes.div_euclid(24 * 60);
    if day == 0 {
        month -= 1;
        if month == 0 {
            (year, month) = (year - 1, 12);
        }
        day = days(year, month);
    } else if day > days(year, month) {
        (month, day) = (month + 1, 1);
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
    }
    let minutes = minutes.rem_euclid(24 * 60);
    Some(format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", year, month, day, minutes / 60, minutes % 60, second))
}

fn number(text: &str, at: usize, length: usize) -> Option<i32> {
    let digits = text.get(at..at + length)?;
    if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

fn days(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::from_rfc3339;

    #[test]
    fn from_rfc3339_a_time_anywhere_is_that_time_in_utc() {
        for (time, utc) in [
            ("2015-05-05T19:40:15-04:00", "2015-05-05T23:40:15Z"),
            ("2016-02-29T23:40:15.123-04:00", "2016-03-01T03:40:15Z"),
            ("2015-03-01T00:29:59+00:30", "2015-02-28T23:59:59Z"),
            ("2026-01-01T05:00:00+05:45", "2025-12-31T23:15:00Z"),
            ("2025-12-31T23:00:00-01:00", "2026-01-01T00:00:00Z"),
            ("1900-03-01T00:00:00+01:00", "1900-02-28T23:00:00Z"),
            ("2000-03-01t00:00:60z", "2000-03-01T00:00:60Z"),
        ] {
            assert_eq!(Some(utc), from_rfc3339(time).as_deref(), "{}", time);
        }
    }

    #[test]
    fn from_rfc3339_what_is_no_time_is_none() {
        for text in [
            "", "yesterday", "2015-05-05", "2015-05-05T19:40:15", "2015-13-05T19:40:15Z", "2015-02-29T19:40:15Z",
            "2015-05-05T24:00:00Z", "2015-05-05T19:40:15+4", "+015-05-05T19:40:15Z", "2015-05-0éT19:40:15Z",
        ] {
            assert_eq!(None, from_rfc3339(text), "{}", text);
        }
    }
}
