//! .gz and .zst, both ways.
//!
//! Both coders are Rust through and through (miniz_oxide, ruzstd): the tool builds where only
//! Rust is installed, and quickly. What that costs: .zst is read at about a third of the C
//! library's speed and written at its fastest level only.
//!
//! An output that grows batch by batch is a row of members (gzip) or frames (Zstandard), one a
//! batch: both formats read such a row as one text, the threads can compress side by side, and
//! the end of every batch is a place to go on from.

use clap::ValueEnum;
use flate2::bufread::GzDecoder;
use flate2::read::GzEncoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use ruzstd::encoding::{CompressionLevel, compress};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Compression {
    None,
    #[value(name = "gz")]
    Gzip,
    #[value(name = "zst")]
    Zstandard,
}

impl Compression {
    /// What the name of a file says.
    pub(crate) fn of(path: &Path) -> Self {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("gz") => Compression::Gzip,
            Some("zst") => Compression::Zstandard,
            _ => Compression::None,
        }
    }

    /// `path` without the extension of the compression.
    pub(crate) fn strip(self, path: &Path) -> PathBuf {
        match self {
            Compression::None => path.to_owned(),
            _ => path.with_extension(""),
        }
    }

    /// The extension of the compression, with its dot.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Compression::None => "",
            Compression::Gzip => ".gz",
            Compression::Zstandard => ".zst",
        }
    }

    /// The decompressed bytes of `inner`.
    pub(crate) fn reader(
        self,
        inner: impl Read + Send + 'static,
        window: u64,
    ) -> Box<dyn Read + Send> {
        match self {
            Compression::None => Box::new(inner),
            Compression::Gzip => Box::new(Members::new(inner)),
            Compression::Zstandard => Box::new(Frames::new(inner, window)),
        }
    }

    /// Puts one member with all of `bytes` in their place.
    pub(crate) fn pack(self, bytes: &mut Vec<u8>) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let mut packed = Vec::new();
        match self {
            Compression::None => return Ok(()),
            Compression::Gzip => {
                let level = flate2::Compression::new(6);
                GzEncoder::new(bytes.as_slice(), level).read_to_end(&mut packed)?;
            }
            Compression::Zstandard => {
                compress(bytes.as_slice(), &mut packed, CompressionLevel::Fastest);
            }
        }
        *bytes = packed;
        Ok(())
    }
}

/// So many bytes of a file are read at a time.
const CHUNK: usize = 1 << 16;

/// The largest window of a .zst that is read if nobody says more.
pub(crate) const WINDOW: u64 = 128 << 20;

/// All members of a gzip file, one after the other, and the zeros that tapes and block devices
/// leave behind the last.
struct Members<R: Read> {
    /// `None` at the end of the file.
    member: Option<GzDecoder<BufReader<R>>>,
}

impl<R: Read> Members<R> {
    fn new(source: R) -> Self {
        let source = BufReader::with_capacity(CHUNK, source);
        Members {
            member: Some(GzDecoder::new(source)),
        }
    }
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let read = member.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            if let Some(member) = self.member.take() {
                let mut source = member.into_inner();
                self.member = skip_zeros(&mut source)?.then(|| GzDecoder::new(source));
            }
        }
        Ok(0)
    }
}

/// Passes zeros; false when nothing comes behind them.
fn skip_zeros(source: &mut impl BufRead) -> io::Result<bool> {
    loop {
        let bytes = source.fill_buf()?;
        let Some(zeros) = bytes.iter().position(|&byte| byte != 0) else {
            if bytes.is_empty() {
                return Ok(false);
            }
            let all = bytes.len();
            source.consume(all);
            continue;
        };
        source.consume(zeros);
        return Ok(true);
    }
}

/// All frames of a Zstandard file, one after the other, checksums compared.
struct Frames<R> {
    source: BufReader<R>,
    decoder: FrameDecoder,
    /// Whether a frame has been begun and not been ended.
    inside: bool,
}

impl<R: Read> Frames<R> {
    fn new(source: R, window: u64) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(window);
        Frames {
            source: BufReader::with_capacity(CHUNK, source),
            decoder,
            inside: false,
        }
    }

    /// Goes on to the next frame; false at the end of the file.
    fn begin(&mut self) -> io::Result<bool> {
        while !self.source.fill_buf()?.is_empty() {
            match self.decoder.init(&mut self.source) {
                Ok(()) => {
                    self.inside = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let length = u64::from(length);
                    let skipped = io::copy(&mut (&mut self.source).take(length), &mut io::sink())?;
                    if skipped < length {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(damaged(&error)),
            }
        }
        Ok(false)
    }

    fn end(&mut self) -> io::Result<()> {
        self.inside = false;
        let stated = self.decoder.get_checksum_from_data();
        if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "damaged Zstandard data: checksum differs",
            ));
        }
        Ok(())
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.inside && !self.begin()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decoder
                    .decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(|error| damaged(&error))?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            if self.decoder.is_finished() {
                self.end()?;
            }
        }
    }
}

fn damaged(error: &FrameDecoderError) -> io::Error {
    io::Error::new(
        io::ErrorKind::InvalidData,
        format!("damaged Zstandard data: {error}"),
    )
}
