/// Terms of one or two Hangul syllables, perhaps behind a prefix, as numbers: nineteen in twenty of
/// the terms that a Korean text is cut into.
///
///     SyllableTerm term(SyllablePrefix::kLink, u'금', u'리');   // "XL금리"
///     term.number();                                           // sorts as the terms' bytes do
///     SyllableTerm::parse("XL금리") == term;
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "common/database/schema.h"
#include "common/text/hangul.h"

namespace gisa {

/// What stands before the syllables. Ascending, as the bytes do: syllables are above letters.
enum class SyllablePrefix : std::uint8_t { kTitle, kLink, kSyllableWord, kNone };

constexpr std::string_view prefix_bytes(SyllablePrefix prefix) {
  switch (prefix) {
    case SyllablePrefix::kTitle:
      return kTitlePrefix;
    case SyllablePrefix::kLink:
      return text_prefix(TokenKind::kLink);
    case SyllablePrefix::kSyllableWord:
      return text_prefix(TokenKind::kSyllableWord);
    case SyllablePrefix::kNone:
      break;
  }
  return "";
}

class SyllableTerm {
 public:
  static constexpr unsigned kNumberBits = 30;
  static constexpr std::size_t kLongest = 8;  ///< bytes

  constexpr explicit SyllableTerm(std::uint32_t number) : number_(number) {}

  /// Both are Hangul syllables.
  constexpr SyllableTerm(SyllablePrefix prefix, char16_t syllable)
      : number_(static_cast<std::uint32_t>(prefix) << 2 * kBits |
                static_cast<std::uint32_t>(syllable - kFirstSyllable) << kBits) {}
  constexpr SyllableTerm(SyllablePrefix prefix, char16_t first, char16_t second)
      : number_(SyllableTerm(prefix, first).number_ |
                static_cast<std::uint32_t>(second - kFirstSyllable + 1)) {}

  /// The term of these bytes, if they are one.
  static std::optional<SyllableTerm> parse(std::string_view bytes) {
    const bool ends_in_ascii = bytes.empty() || (bytes.back() & 0x80) == 0;
    if (ends_in_ascii) return std::nullopt;  // as nearly all other terms do
    for (const auto prefix :
         {SyllablePrefix::kTitle, SyllablePrefix::kLink, SyllablePrefix::kSyllableWord}) {
      if (bytes.starts_with(prefix_bytes(prefix))) {
        return parse(prefix, bytes.substr(prefix_bytes(prefix).size()));
      }
    }
    return parse(SyllablePrefix::kNone, bytes);
  }

  constexpr std::uint32_t number() const { return number_; }
  constexpr SyllablePrefix prefix() const {
    return static_cast<SyllablePrefix>(number_ >> 2 * kBits);
  }

  /// The term's bytes, first one highest, zeros behind.
  constexpr std::uint64_t bytes() const {
    std::uint64_t bytes = 0;
    for (const char c : prefix_bytes(prefix())) bytes = bytes << 8 | static_cast<unsigned char>(c);
    bytes = bytes << 24 | utf8_of(number_ >> kBits & kMask);
    if ((number_ & kMask) != 0) bytes = bytes << 24 | utf8_of((number_ & kMask) - 1);
    return bytes << 8 * (kLongest - size());
  }
  constexpr std::size_t size() const {
    return prefix_bytes(prefix()).size() + ((number_ & kMask) != 0 ? 6 : 3);
  }

  bool operator==(const SyllableTerm&) const = default;

 private:
  static constexpr unsigned kBits = 14;  // of a syllable
  static constexpr std::uint32_t kMask = (1u << kBits) - 1;

  static constexpr std::uint64_t utf8_of(std::uint32_t syllable) {
    const std::uint64_t c = kFirstSyllable + syllable;
    return 0xE08080u | (c & 0xF000u) << 4 | (c & 0xFC0u) << 2 | (c & 0x3Fu);
  }

  // The character at the beginning; 0 if it is no syllable.
  static char16_t syllable_at(std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    if ((byte(0) & 0xF0u) != 0xE0 || (byte(1) & 0xC0u) != 0x80 || (byte(2) & 0xC0u) != 0x80) {
      return 0;
    }
    const auto c =
        static_cast<char16_t>((byte(0) & 0xFu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu));
    return is_hangul_syllable(c) ? c : u'\0';
  }

  static std::optional<SyllableTerm> parse(SyllablePrefix prefix, std::string_view bytes) {
    if (bytes.size() != 3 && bytes.size() != 6) return std::nullopt;
    const char16_t first = syllable_at(bytes);
    if (first == 0) return std::nullopt;
    if (bytes.size() == 3) return SyllableTerm(prefix, first);
    const char16_t second = syllable_at(bytes.substr(3));
    if (second == 0) return std::nullopt;
    return SyllableTerm(prefix, first, second);
  }

  std::uint32_t number_;
};

/// The bytes of a term.
class SyllableTermText {
 public:
  explicit SyllableTermText(SyllableTerm term) : prefix_(term.bytes()), size_(term.size()) {
    std::uint64_t bytes = prefix_;
    if constexpr (std::endian::native == std::endian::little) bytes = __builtin_bswap64(bytes);
    std::memcpy(bytes_, &bytes, sizeof bytes_);
  }
  std::string_view view() const { return {bytes_, size_}; }
  std::uint64_t prefix() const { return prefix_; }  ///< SyllableTerm::bytes()

 private:
  std::uint64_t prefix_;
  char bytes_[SyllableTerm::kLongest];
  std::size_t size_;
};

}  // namespace gisa
