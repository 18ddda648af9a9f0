//! Decoding through the public API: every encoding, shifted through paddings, cut at every byte
//! of the first and the last characters, mixed, garbled, refused.

#[path = "support/laws.rs"]
#[allow(dead_code)]
mod laws;

use zhengwen::DecodeErrorKind;
use zhengwen::decode::{DecodeOptions, Decoded, RepairKind, decode};

const SIMPLIFIED: &str =
    "各位职工、各位老师：\n市立图书馆从下个月起延长开放时间，欢迎大家带着孩子来读书。谢谢大家！";
const TRADITIONAL: &str =
    "各位職工、各位老師：\n市立圖書館從下個月起延長開放時間，歡迎大家帶著孩子來讀書。謝謝大家！";
const RARE: &str = "水厂的李堃和赵頔同志检查了二号机组，一切正常。㭎垌村的群众送来了锦旗。";

/// Label, text and bytes of every case.
fn cases() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let wide =
        |text: &str, order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
    vec![
        ("UTF-8", SIMPLIFIED, SIMPLIFIED.as_bytes().to_vec()),
        (
            "GBK",
            SIMPLIFIED,
            encoding_rs::GBK.encode(SIMPLIFIED).0.into_owned(),
        ),
        (
            "GBK",
            RARE,
            encoding_rs::GB18030.encode(RARE).0.into_owned(),
        ),
        (
            "Big5",
            TRADITIONAL,
            encoding_rs::BIG5.encode(TRADITIONAL).0.into_owned(),
        ),
        ("UTF-16LE", SIMPLIFIED, wide(SIMPLIFIED, u16::to_le_bytes)),
        ("UTF-16BE", SIMPLIFIED, wide(SIMPLIFIED, u16::to_be_bytes)),
    ]
}

fn plain(bytes: &[u8]) -> Decoded {
    decode(bytes, &DecodeOptions::default()).expect("text")
}

#[test]
fn every_encoding() {
    for (label, text, bytes) in cases() {
        let decoded = plain(&bytes);
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, label));
        assert!(!decoded.damaged && decoded.repairs.is_empty() && decoded.confidence > 0.99);
    }
}

#[test]
fn shifted_through_paddings() {
    for (label, text, bytes) in cases() {
        for padding in 0..80 {
            let mut shifted: Vec<u8> = match label {
                "UTF-16LE" => b" \0".repeat(padding),
                "UTF-16BE" => b"\0 ".repeat(padding),
                _ => b" ".repeat(padding),
            };
            shifted.extend_from_slice(&bytes);
            let decoded = plain(&shifted);
            assert_eq!(decoded.text.trim_start(), text, "{label} after {padding}");
        }
    }
}

#[test]
fn cut_at_every_byte_of_the_ends() {
    for (label, text, bytes) in cases() {
        for start in 0..6 {
            for end in 0..6 {
                let decoded = plain(&bytes[start..bytes.len() - end]);
                assert_eq!(decoded.encoding, label);
                let middle: String = text
                    .chars()
                    .skip(6)
                    .take(text.chars().count() - 12)
                    .collect();
                assert!(
                    decoded.text.contains(&middle),
                    "{label} {start} {end} {}",
                    decoded.text
                );
                let lost = decoded.text.matches('\u{FFFD}').count();
                assert!(lost <= 4, "{label} {start} {end} {}", decoded.text);
            }
        }
    }
}

#[test]
fn offsets_lead_back() {
    for (label, text, bytes) in cases() {
        let decoded = plain(&bytes);
        let mut last = 0;
        for (offset, character) in text.char_indices().skip(1) {
            let raw = decoded.raw_offset(&bytes, offset);
            assert!(raw > last, "{label} {offset} {character}");
            last = raw;
        }
        assert_eq!(
            decoded.raw_offset(&bytes, decoded.text.len()),
            bytes.len(),
            "{label}"
        );
    }
}

#[test]
fn a_pasted_paragraph() {
    let mut bytes = encoding_rs::GBK.encode("水库今天检修。\n").0.into_owned();
    let from = bytes.len();
    let pasted = "借书证请到服务台领取，谢谢配合。";
    bytes.extend_from_slice(pasted.as_bytes());
    bytes.extend_from_slice(
        &encoding_rs::GBK
            .encode("\n大家辛苦了，明天继续努力工作。")
            .0,
    );
    let decoded = plain(&bytes);
    assert!(decoded.text.contains(pasted), "{}", decoded.text);
    assert!(decoded.text.ends_with("大家辛苦了，明天继续努力工作。"));
    let repair = &decoded.repairs[0];
    assert_eq!(repair.kind, RepairKind::Switched("UTF-8"));
    // The newline behind it is ASCII in both encodings.
    assert_eq!(repair.raw.start, from);
    assert_eq!(decoded.text[repair.text.clone()].trim_end(), pasted);
    let end = decoded.text.find("大家辛苦").expect("there");
    assert_eq!(decoded.raw_offset(&bytes, end), from + pasted.len() + 1);
    assert!(!decoded.damaged);
}

#[test]
fn a_garbled_line() {
    let honest = "这一行没有问题。\n";
    let said = "阅览室的座位可以提前预约。";
    let gbk = encoding_rs::GBK.encode(said).0;
    let garbled: String = gbk.iter().map(|byte| char::from(*byte)).collect();
    let source = format!("{honest}{garbled}\n{honest}");
    let decoded = plain(source.as_bytes());
    assert_eq!(decoded.text, format!("{honest}{said}\n{honest}"));
    let repair = &decoded.repairs[0];
    assert_eq!(&source[repair.raw.clone()], garbled);
    assert_eq!(
        decoded.raw_offset(source.as_bytes(), decoded.text.len()),
        source.len()
    );
}

#[test]
fn a_garbled_line_inside_a_pasted_stretch() {
    // Big5 pasted before UTF-8: its first line reads as Big5, the stretch goes on behind it.
    let mut bytes = encoding_rs::BIG5
        .encode("各位職工、各位老師：\n市立圖")
        .0
        .into_owned();
    bytes
        .extend_from_slice("老师：\n市立图书馆从下个月起延长开放时间，欢迎大家带着孩子".as_bytes());
    let decoded = plain(&bytes);
    assert_eq!(decoded.raw_offset(&bytes, decoded.text.len()), bytes.len());
    let spans = decoded.repairs.windows(2);
    assert!(
        spans
            .clone()
            .all(|pair| pair[0].text.end <= pair[1].text.start)
    );
    assert!(
        spans
            .clone()
            .all(|pair| pair[0].raw.end <= pair[1].raw.start)
    );
}

#[test]
fn words_whose_gbk_is_valid_utf8() {
    for word in ["学习", "目录", "为什么", "同学", "通知"] {
        assert_eq!(plain(&encoding_rs::GBK.encode(word).0).text, word);
    }
    for word in ["café", "Zürich", "Москва", "5×3=15"] {
        assert_eq!(plain(word.as_bytes()).text, word);
    }
}

#[test]
fn hz_and_its_offsets() {
    let bytes = b"a ~{VPND~} b";
    let decoded = plain(bytes);
    assert_eq!(
        (decoded.text.as_str(), decoded.encoding),
        ("a 中文 b", "HZ-GB-2312")
    );
    assert_eq!(decoded.raw_offset(bytes, 2 + 3), 6);
}

#[test]
fn lying_mark_and_lying_hint() {
    let gbk = encoding_rs::GBK.encode(SIMPLIFIED).0;
    let marked = [b"\xEF\xBB\xBF".as_slice(), &gbk].concat();
    let decoded = plain(&marked);
    assert_eq!(decoded.text, SIMPLIFIED);
    assert_eq!(decoded.repairs[0].kind, RepairKind::LyingMark);
    let options = DecodeOptions::default().hint("big5").expect("a label");
    assert_eq!(decode(&gbk, &options).expect("text").text, SIMPLIFIED);
}

#[test]
fn strict_names_the_byte() {
    let mut bytes = encoding_rs::GBK.encode(SIMPLIFIED).0.into_owned();
    bytes.insert(8, 0xFF);
    assert!(plain(&bytes).damaged);
    let error = decode(&bytes, &DecodeOptions::default().strict(true)).expect_err("strict");
    assert_eq!(error.kind(), DecodeErrorKind::Malformed);
    assert_eq!(
        (error.offset(), error.bytes(), error.encoding()),
        (Some(8), &[0xFF][..], Some("GBK"))
    );
}

#[test]
fn refused_and_empty() {
    let noise: Vec<u8> = (0..400u32)
        .map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect();
    for bytes in [b"PK\x03\x04rest".as_slice(), b"\x89PNG\r\n\x1A\n", &noise] {
        let error = decode(bytes, &DecodeOptions::default()).expect_err("not text");
        assert_eq!(error.kind(), DecodeErrorKind::Binary);
    }
    assert_eq!(plain(b"").text, "");
    let error = DecodeOptions::default()
        .hint("utf8mb4")
        .expect_err("no label");
    assert_eq!(error.kind(), DecodeErrorKind::UnknownLabel);
}

#[test]
fn controls_of_valid_utf8_are_no_damage() {
    let strict = DecodeOptions::default().strict(true);
    for text in [
        "天\u{7}",
        "水\u{0}厂",
        "水厂\u{1}今天\u{2}通水。",
        "The meeting of the waterworks\u{7} is open.\n",
    ] {
        let decoded = decode(text.as_bytes(), &strict).expect("text");
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, "UTF-8"));
        assert!(!decoded.damaged && decoded.repairs.is_empty(), "{text:?}");
    }
    assert_eq!(zhengwen::clean("天\u{7}"), "天\n");
    // Nothing but controls is no text, and what a zero follows everywhere is UTF-16.
    assert!(decode(&[1, 2, 3, 4, 5, 6, 7].repeat(9), &strict).is_err());
    let wide: Vec<u8> = "water".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(plain(&wide).text, "water");
}

#[test]
fn what_a_lattice_shifts_is_repaired() {
    // A byte is missing, so that the plain reading of the rest is shifted and ends within a character.
    let mut bytes = encoding_rs::GBK
        .encode("亲爱的教官、亲爱的老师：\n（一）\n（一）\n（一）\n（一）\n（一）\n（一）\n（一）\n（一）\n我代表高一学生说几句心里话。")
        .0
        .into_owned();
    bytes.remove(1);
    bytes.push(0xF6);
    let kept = laws::bytes(&zhengwen::Cleaner::new(), &bytes);
    assert!(kept.is_ok(), "{kept:?}");
}

/// An endless driver: random bytes, and mutations of every case, for as many seconds as
/// `FUZZ_SECONDS` says. `FUZZ_SECONDS=3600 cargo test --release --test decode -- --ignored --nocapture`
#[test]
#[ignore = "runs as long as FUZZ_SECONDS says"]
fn endless() {
    let seconds = std::env::var("FUZZ_SECONDS")
        .ok()
        .and_then(|s| s.parse().ok());
    let end = std::time::Instant::now() + std::time::Duration::from_secs(seconds.unwrap_or(10));
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 11) as usize % below
    };
    let cases = cases();
    let mut runs = 0u64;
    while std::time::Instant::now() < end {
        let mut bytes = cases[next(cases.len())].2.clone();
        match next(4) {
            0 => bytes = (0..next(300)).map(|_| next(256) as u8).collect(),
            1 => {
                let other = &cases[next(cases.len())].2;
                let from = next(other.len());
                let at = next(bytes.len());
                bytes.splice(at..at, other[from..].iter().copied());
            }
            _ => {}
        }
        for _ in 0..next(6) {
            if bytes.is_empty() {
                break;
            }
            let at = next(bytes.len());
            match next(3) {
                0 => bytes[at] = next(256) as u8,
                1 => bytes.truncate(at),
                _ => drop(bytes.remove(at)),
            }
        }
        if let Ok(decoded) = decode(&bytes, &DecodeOptions::default()) {
            let kept = laws::repairs(&decoded, &bytes);
            assert!(kept.is_ok(), "{kept:?} {bytes:02X?}");
        }
        runs += 1;
    }
    println!("{runs} runs");
}
