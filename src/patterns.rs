//! Patterns as tables, each with what it hits and what it must not.

/// Declares patterns, and a test that holds each to its hits and near misses.
macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident = $pattern:expr; hits $hits:expr; misses $misses:expr;)*) => {
        $($(#[$doc])* pub(crate) static $name: ::std::sync::LazyLock<::regex::Regex> =
            ::std::sync::LazyLock::new(|| ::regex::Regex::new($pattern).expect("checked by a test"));)*

        #[cfg(test)]
        mod tests {
            #[test]
            fn patterns_hit_and_miss() {
                $(for text in $hits { assert!(super::$name.is_match(text), "{} misses {text}", stringify!($name)); }
                for text in $misses { assert!(!super::$name.is_match(text), "{} hits {text}", stringify!($name)); })*
            }
        }
    };
}

pub(crate) use patterns;
