//! What can go wrong. Cleaning cannot; what goes in can: bytes, options, rules, models, names.
//!
//! Every error has a kind to match on, and says the rest in words.

use std::{error, fmt, io};

/// Why bytes could not be decoded.
///
/// Opaque on purpose: match on [`DecodeError::kind`], read the numbers through the
/// accessors. Offsets are byte offsets into the bytes that were given.
///
/// ```
/// use zhengwen::{Cleaner, DecodeErrorKind};
///
/// let error = Cleaner::new().clean_bytes(b"PK\x03\x04\x14\x00\x00\x00").unwrap_err();
/// assert_eq!(error.kind(), DecodeErrorKind::Binary);
/// assert_eq!(error.offset(), Some(0));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    pub(crate) kind: DecodeErrorKind,
    pub(crate) offset: Option<usize>,
    pub(crate) bytes: Vec<u8>,
    pub(crate) encoding: Option<&'static str>,
    pub(crate) detail: String,
}

/// The kind of a [`DecodeError`].
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DecodeErrorKind {
    /// The bytes are not text: an archive, an image, a program, random bytes.
    Binary,
    /// No encoding reads the bytes, or, in strict mode, the chosen one has bytes it cannot read.
    Malformed,
    /// The encoding label of the hint is not one of the WHATWG Encoding Standard.
    UnknownLabel,
    /// The text is longer than [`crate::MAX_SOURCE_BYTES`].
    TooLong,
}

impl DecodeError {
    /// The kind of the error.
    #[must_use]
    pub fn kind(&self) -> DecodeErrorKind {
        self.kind
    }

    /// Byte offset, into the bytes given, of the first byte that could not be read.
    #[must_use]
    pub fn offset(&self) -> Option<usize> {
        self.offset
    }

    /// The bytes at [`DecodeError::offset`], at most sixteen of them.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// WHATWG name of the encoding that was tried last, if any.
    #[must_use]
    pub fn encoding(&self) -> Option<&'static str> {
        self.encoding
    }

    /// What was tried, or what the bytes look like, in a few words.
    #[must_use]
    pub fn detail(&self) -> &str {
        &self.detail
    }
}

impl error::Error for DecodeError {}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            DecodeErrorKind::Binary => write!(f, "binary data, not text")?,
            DecodeErrorKind::Malformed => write!(f, "undecodable bytes")?,
            DecodeErrorKind::UnknownLabel => write!(f, "unknown encoding label")?,
            DecodeErrorKind::TooLong => write!(f, "text too long")?,
        }
        if !self.detail.is_empty() {
            write!(f, ": {}", self.detail)?;
        }
        if let Some(offset) = self.offset {
            write!(f, " at byte {offset}")?;
        }
        if !self.bytes.is_empty() {
            write!(f, " [")?;
            for (index, byte) in self.bytes.iter().enumerate() {
                write!(f, "{}{byte:02X}", if index == 0 { "" } else { " " })?;
            }
            write!(f, "]")?;
        }
        if let Some(encoding) = self.encoding {
            write!(f, " as {encoding}")?;
        }
        Ok(())
    }
}

/// Why a [`CleanerBuilder`](crate::CleanerBuilder) could not build.
///
/// ```
/// use zhengwen::{BuildErrorKind, Cleaner};
///
/// let error = Cleaner::builder().without_rule("inline.qoute").build().unwrap_err();
/// assert_eq!(error.kind(), BuildErrorKind::UnknownRule);
/// assert_eq!(error.name(), "inline.qoute");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuildError {
    kind: BuildErrorKind,
    name: String,
}

/// The kind of a [`BuildError`].
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BuildErrorKind {
    /// No rule has the id.
    UnknownRule,
    /// The encoding label is not one of the WHATWG Encoding Standard.
    UnknownEncoding,
    /// Two rules have the id.
    DuplicateRule,
    /// The rule of this id does not match its own hit.
    MissedHit,
    /// The rule of this id matches its own near miss.
    MatchedNearMiss,
    /// The chrome model is so full that it cannot tell what it has seen.
    OverfullModel,
}

impl BuildError {
    pub(crate) fn new(kind: BuildErrorKind, name: impl Into<String>) -> Self {
        BuildError {
            kind,
            name: name.into(),
        }
    }

    /// The kind of the error.
    #[must_use]
    pub fn kind(&self) -> BuildErrorKind {
        self.kind
    }

    /// The rule id or encoding label that is wrong; empty for a model.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl error::Error for BuildError {}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        match self.kind {
            BuildErrorKind::UnknownRule => write!(f, "unknown rule: {name}"),
            BuildErrorKind::UnknownEncoding => write!(f, "unknown encoding label: {name}"),
            BuildErrorKind::DuplicateRule => write!(f, "two rules are named {name}"),
            BuildErrorKind::MissedHit => write!(f, "rule {name} does not match its hit"),
            BuildErrorKind::MatchedNearMiss => write!(f, "rule {name} matches its near miss"),
            BuildErrorKind::OverfullModel => {
                f.write_str("the chrome model is overfull and cannot tell what it has seen")
            }
        }
    }
}

/// Why a [`ChromeRule`](crate::ChromeRule) could not be made.
///
/// ```
/// use zhengwen::{ChromeRule, RuleErrorKind};
///
/// let error = ChromeRule::parse("# ours\ncustom.bell\tnoisy\tline\t叮咚.*\n").unwrap_err();
/// assert_eq!(error.kind(), RuleErrorKind::UnknownReason);
/// assert_eq!((error.line(), error.column()), (Some(2), Some(13)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    kind: RuleErrorKind,
    message: String,
    line: Option<usize>,
    column: Option<usize>,
}

/// The kind of a [`RuleError`].
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleErrorKind {
    /// The id, the reason, the scope or the pattern is missing.
    MissingPart,
    /// The reason is none of [`Reason::ALL`](crate::Reason::ALL).
    UnknownReason,
    /// The scope is none of [`ChromeScope::ALL`](crate::ChromeScope::ALL).
    UnknownScope,
    /// The pattern is not a regular expression.
    Pattern,
}

impl RuleError {
    pub(crate) fn new(kind: RuleErrorKind, message: impl Into<String>) -> Self {
        RuleError {
            kind,
            message: message.into(),
            line: None,
            column: None,
        }
    }

    /// The same error, with its place in a file.
    pub(crate) fn at(self, line: usize, column: usize) -> Self {
        RuleError {
            line: Some(line),
            column: Some(column),
            ..self
        }
    }

    /// The kind of the error.
    #[must_use]
    pub fn kind(&self) -> RuleErrorKind {
        self.kind
    }

    /// The line of the file that is no rule, counted from 1; none for a rule that was not read
    /// from a file.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// The character of the line, counted from 1, where the part that is wrong begins.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.column
    }
}

impl error::Error for RuleError {}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, "line {line}, column {column}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// Why a [`ChromeModel`](crate::ChromeModel) could not be loaded or merged, or learn.
///
/// ```
/// use zhengwen::{ChromeModel, ModelErrorKind};
///
/// let error = ChromeModel::load(&b"a letter"[..]).unwrap_err();
/// assert_eq!(error.kind(), ModelErrorKind::NotAModel);
/// ```
#[derive(Debug)]
pub struct ModelError {
    kind: ModelErrorKind,
    message: String,
    source: Option<io::Error>,
}

/// The kind of a [`ModelError`].
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModelErrorKind {
    /// The bytes could not be read; the source of the error says why.
    Io,
    /// The bytes do not begin like a model.
    NotAModel,
    /// The model was written by a version that is not known.
    UnknownVersion,
    /// The model is cut short, or its bytes are damaged.
    Damaged,
    /// Two models to be merged were made with different capacities.
    DifferentCapacities,
    /// The model holds as many lines as it can tell apart.
    Full,
}

impl ModelError {
    pub(crate) fn new(kind: ModelErrorKind, message: impl Into<String>) -> Self {
        ModelError {
            kind,
            message: message.into(),
            source: None,
        }
    }

    /// The kind of the error.
    #[must_use]
    pub fn kind(&self) -> ModelErrorKind {
        self.kind
    }
}

impl error::Error for ModelError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<io::Error> for ModelError {
    fn from(error: io::Error) -> Self {
        ModelError {
            kind: ModelErrorKind::Io,
            message: "cannot read the model".into(),
            source: Some(error),
        }
    }
}

/// A name that is none of a kind's: what [`FromStr`](std::str::FromStr) gives for
/// [`Reason`](crate::Reason), [`BlockKind`](crate::BlockKind) and the others.
///
/// ```
/// use zhengwen::Reason;
///
/// assert_eq!("page_number".parse(), Ok(Reason::PageNumber));
/// let error = "pagenumber".parse::<Reason>().unwrap_err();
/// assert_eq!(error.name(), "pagenumber");
/// assert!(error.known().contains(&"page_number"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseNameError {
    what: &'static str,
    name: String,
    known: &'static [&'static str],
}

impl ParseNameError {
    pub(crate) fn new(what: &'static str, name: &str, known: &'static [&'static str]) -> Self {
        ParseNameError {
            what,
            name: name.to_owned(),
            known,
        }
    }

    /// The name that was given.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names there are.
    #[must_use]
    pub fn known(&self) -> &'static [&'static str] {
        self.known
    }
}

impl error::Error for ParseNameError {}

impl fmt::Display for ParseNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ParseNameError { what, name, known } = self;
        write!(
            f,
            "unknown {what}: {name:?}, not one of {}",
            known.join(", ")
        )
    }
}
