//! The names of kinds: one table a type, from which everything is made that reads or writes them.

/// Gives an enum without fields its names: `ALL`, `as_str`, `Display`, `FromStr` and, with the
/// feature `serde`, `Serialize` and `Deserialize`. Names are in snake case, as in JSON output.
macro_rules! names {
    ($type:ident, $what:literal, [$($variant:ident = $name:literal),+ $(,)?]) => {
        impl $type {
            #[doc = concat!("Every ", $what, ", in order.")]
            pub const ALL: [$type; [$($name),+].len()] = [$($type::$variant),+];

            #[doc = concat!("The name of the ", $what, " in snake case, as in JSON output.")]
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $($type::$variant => $name),+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = crate::error::ParseNameError;

            #[doc = concat!("Reads what [`", stringify!($type), "::as_str`] gives.")]
            fn from_str(name: &str) -> Result<Self, Self::Err> {
                $type::ALL
                    .into_iter()
                    .find(|known| known.as_str() == name)
                    .ok_or_else(|| crate::error::ParseNameError::new($what, name, &[$($name),+]))
            }
        }

        crate::names::serde_by_name!($type);
    };
}

/// `Serialize` and `Deserialize` through `Display` and `FromStr`.
macro_rules! serde_by_name {
    ($type:ident) => {
        #[cfg(feature = "serde")]
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                name.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use {names, serde_by_name};
