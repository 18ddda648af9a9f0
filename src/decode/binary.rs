//! What is not text, told by its first bytes.

/// Offset, first bytes, and what they are the sign of.
const MAGIC: [(usize, &[u8], &str); 27] = [
    (0, b"PK\x03\x04", "zip archive"),
    (0, b"PK\x05\x06", "zip archive"),
    (0, b"PK\x07\x08", "zip archive"),
    (0, b"%PDF-", "PDF document"),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "OLE2 document"),
    (0, b"\x89PNG\r\n\x1A\n", "PNG image"),
    (0, b"\xFF\xD8\xFF", "JPEG image"),
    (0, b"GIF87a", "GIF image"),
    (0, b"GIF89a", "GIF image"),
    (0, b"II*\0", "TIFF image"),
    (0, b"MM\0*", "TIFF image"),
    (0, b"\x1F\x8B\x08", "gzip archive"),
    (0, b"BZh91AY&SY", "bzip2 archive"),
    (0, b"\xFD7zXZ\0", "xz archive"),
    (0, b"\x28\xB5\x2F\xFD", "zstd archive"),
    (0, b"7z\xBC\xAF\x27\x1C", "7z archive"),
    (0, b"Rar!\x1A\x07", "RAR archive"),
    (257, b"ustar\0", "tar archive"),
    (0, b"\x7FELF", "ELF program"),
    (0, b"MZ\x90\0", "Windows program"),
    (0, b"\xCA\xFE\xBA\xBE", "Java class or Mach-O program"),
    (0, b"SQLite format 3\0", "SQLite database"),
    (0, b"ID3\x02", "MP3 audio"),
    (0, b"ID3\x03", "MP3 audio"),
    (0, b"ID3\x04", "MP3 audio"),
    (0, b"OggS\0", "Ogg audio"),
    (8, b"WAVEfmt ", "WAVE audio"),
];

/// What `bytes` are, when their first bytes say so.
pub(super) fn magic(bytes: &[u8]) -> Option<&'static str> {
    MAGIC
        .iter()
        .find(|(at, sign, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(sign)))
        .map(|(_, _, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_known() {
        for (at, sign, name) in MAGIC {
            let mut bytes = vec![b' '; at];
            bytes.extend_from_slice(sign);
            assert_eq!(magic(&bytes), Some(name));
        }
    }

    #[test]
    fn text_is_not_a_sign() {
        assert_eq!(magic(b"PK lianxi"), None);
        assert_eq!(magic("MZ 车间".as_bytes()), None);
        assert_eq!(magic(b""), None);
    }
}
