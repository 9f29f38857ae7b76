use jobicolet::json::{self, Value};

#[test]
fn parse_what_is_written_gives_the_same_value() {
    for text in [
        "null", "true", "-0", "12.50e+3", r#""a\"b\\c\n\u0001é😀""#, "[]", "{}", r#"{"a":[1,{"b":null}],"c":""}"#,
    ] {
        let value = json::parse(text).unwrap();
        assert_eq!(text, value.to_string());
    }
}

#[test]
fn parse_escapes_and_white_space_are_read_by_their_meaning() {
    let value = json::parse(" { \"\\u0061\\/\" : [ \"\\ud83d\\ude00\" , \"\\ud83d\\u0041\" ] }\r\n").unwrap();

    assert_eq!(Some("😀"), value["a/"][0].as_str());
    assert_eq!(Some("\u{fffd}A"), value["a/"][1].as_str());
}

#[test]
fn parse_what_is_not_json_says_where() {
    for (text, at) in [
        ("", 0), ("tru", 0), ("01", 1), ("1.", 2), ("-", 1), ("[1,]", 3), ("{\"a\"}", 4), ("{a:1}", 1),
        ("\"\n\"", 1), ("\"\\x\"", 2), ("\"\\u12\"", 5), ("\"", 1), ("[1] 2", 4), ("é", 0),
    ] {
        assert_eq!(at, json::parse(text).unwrap_err().at(), "{}", text);
    }
}

#[test]
fn parse_what_is_nested_too_deep_is_refused() {
    assert!(json::parse(&("[".repeat(127) + &"]".repeat(127))).is_ok());
    assert!(json::parse(&"[".repeat(100_000)).is_err());
}

#[test]
fn index_what_is_not_there_is_null() {
    let value = json::parse(r#"{"a":[1]}"#).unwrap();

    assert_eq!(Some(1), value["a"][0].as_i64());
    assert!(value["a"][1]["b"].is_null());
    assert!(value["b"]["c"][7].is_null());
}

#[test]
fn numbers_keep_their_digits() {
    let value = json::parse("[9007199254740993,1.5,18446744073709551615,-1]").unwrap();

    assert_eq!(Some(9_007_199_254_740_993), value[0].as_i64());
    assert_eq!((None, Some(1.5)), (value[1].as_i64(), value[1].as_f64()));
    assert_eq!(Some(u64::MAX), value[2].as_u64());
    assert_eq!(None, value[3].as_u64());
    assert_eq!("[1,-2.5,null]", json::array([Value::from(1), (-2.5).into(), f64::NAN.into()]).to_string());
}
