/// What an article becomes in Xapian: terms with prefixes, and value slots. Indexer and searcher
/// both read this table; nothing else names a prefix or a slot.
///
/// | field    | term prefix | slot | holds                                                       |
/// |----------|-------------|------|-------------------------------------------------------------|
/// | text     | (none)      |      | bigrams, syllables, letters, numbers of title and body      |
/// | link     | XL          |      | last syllable of one word + first of the next               |
/// | syllable | XW          |      | words of one syllable                                       |
/// | title    | S           |      | bigrams, letters, numbers of the title                      |
/// | id       | Q           |      | the article's identity, as given                            |
/// | reporter | A           |      | each name, normalized                                       |
/// | press    | XPRESS      |      | outlet, normalized                                          |
/// | section  | XSECTION    |      | section, normalized                                         |
/// | year ... | Y, M, D     | 0    | 2025, 202506, 20250611; the slot: encode_time_value()       |
///
/// Prefixes follow Xapian's and Omega's conventions (capital letters; X begins an own one). Text
/// terms never begin with a capital letter, since analysis folds case.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "common/analysis/analyzer.h"

namespace gisa {

enum class Field : std::uint8_t { kId, kReporter, kPress, kSection, kYear, kMonth, kDay };

inline constexpr unsigned kTimeSlot = 0;

/// How much one occurrence in the title counts, in occurrences in the body.
inline constexpr unsigned kTitleWeight = 3;

/// Xapian's limit is 245 bytes. Longer values of fields are cut and end in a hash, so that they
/// stay different; words are cut.
inline constexpr std::size_t kLongestTerm = 240;

inline constexpr std::string_view kTitlePrefix = "S";

/// What the terms of a kind of token begin with.
constexpr std::string_view text_prefix(TokenKind kind) {
  switch (kind) {
    case TokenKind::kSyllableWord:
      return "XW";
    case TokenKind::kLink:
      return "XL";
    case TokenKind::kName:
      return "XN";
    case TokenKind::kWord:
    case TokenKind::kBigram:
    case TokenKind::kSyllable:
      break;
  }
  return "";
}

/// Overwrites `term` with the term of a token found in any text of the article.
void make_text_term(TokenKind kind, std::u16string_view text, std::string& term);

/// True for kinds that are indexed under the title prefix as well.
constexpr bool is_title_kind(TokenKind kind) {
  return kind == TokenKind::kWord || kind == TokenKind::kBigram || kind == TokenKind::kSyllableWord;
}

/// How much an occurrence counts that counts so much for other kinds. Terms of names find articles
/// and weigh nothing: the words are verbs more often.
constexpr unsigned weight_of(TokenKind kind, unsigned weight) {
  return kind == TokenKind::kName ? 0 : weight;
}

/// The term of a field's value (UTF-8). Ids are taken as they are; other values are normalized.
std::string make_field_term(Field field, std::string_view value);

/// Keys of metadata that every segment carries.
inline constexpr std::string_view kFingerprintKey = "gisa.analyzer";
inline constexpr std::string_view kFormatKey = "gisa.format";

/// The dictionaries that a segment's articles need (common/articles/text_dictionary.h): this and
/// the id in decimal digits.
inline constexpr std::string_view kDictionaryKeyPrefix = "gisa.dictionary.";

/// Version of everything a database holds: manifest, schema, stored articles. Raise when a reader
/// of the previous version could not read it. Version 3, whose articles have no signature, is still
/// read; what is added to it makes it a database of this version.
inline constexpr unsigned kFormatVersion = 4;
inline constexpr unsigned kOldestFormat = 3;

}  // namespace gisa
