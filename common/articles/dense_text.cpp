#include "common/articles/dense_text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "common/text/byte_block.h"
#include "common/text/wide_block.h"

namespace gisa {
namespace {

// Part of the format: to change it is to change what stored articles mean.
constexpr std::u16string_view kFrequent =
    u"다이는에가지을고은의로기를서자한하도리시전사했만대어원일수인보해장나아부으국라상정과제소구면"
    u"주공있"
    u"성동관회경계년중연명“”‘’·";
using dense::kEscape;
using dense::kFirstFrequent;
using dense::kFirstOther;
using dense::kFirstSyllable;
static_assert(kFrequent.size() == kFirstSyllable - kFirstFrequent);

constexpr unsigned kHangulBegin = 0xAC00;
constexpr unsigned kSyllables = 11172;
static_assert(kFrequent[dense::kLastFrequentSyllable - kFirstFrequent] >= kHangulBegin &&
              kFrequent[dense::kLastFrequentSyllable - kFirstFrequent + 1] < kHangulBegin);
static_assert(kFirstSyllable + (kSyllables - 1) / 256 < kFirstOther);

constexpr unsigned kToOther = kFirstOther - 0xE0;  // from the first byte in UTF-8

// The codes of characters: first byte low, second one (if any) high. 0: has none, or is 0.
constexpr std::array<std::uint16_t, 0x10000> make_codes() {
  std::array<std::uint16_t, 0x10000> codes{};
  for (unsigned c = 0; c < kFirstFrequent; ++c) codes[c] = static_cast<std::uint16_t>(c);
  for (unsigned i = 0; i < kSyllables; ++i) {
    codes[kHangulBegin + i] =
        static_cast<std::uint16_t>((kFirstSyllable + (i >> 8)) | (i & 0xFF) << 8);
  }
  for (unsigned i = 0; i < kFrequent.size(); ++i) {
    codes[kFrequent[i]] = static_cast<std::uint16_t>(kFirstFrequent + i);
  }
  return codes;
}
constexpr std::array<std::uint16_t, 0x10000> kCodes = make_codes();

// Of each frequent character: its UTF-8 (at most three bytes) and how long that is.
struct Utf8 {
  char bytes[3];
  std::uint8_t size;
};

constexpr std::array<Utf8, kFrequent.size()> make_frequent_utf8() {
  std::array<Utf8, kFrequent.size()> out{};
  for (std::size_t i = 0; i < out.size(); ++i) {
    const unsigned c = kFrequent[i];
    if (c < 0x800) {
      out[i] = {{static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F)), 0}, 2};
    } else {
      out[i] = {{static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
                 static_cast<char>(0x80 | (c & 0x3F))},
                3};
    }
  }
  return out;
}
constexpr std::array<Utf8, kFrequent.size()> kFrequentUtf8 = make_frequent_utf8();

// Of each first byte: how many bytes its code has, and its text. Behind an escape stands one byte
// of text.
struct Sizes {
  std::uint8_t code;
  std::uint8_t text;
};

constexpr std::array<Sizes, 0x100> make_sizes() {
  std::array<Sizes, 0x100> out{};
  for (unsigned lead = 0; lead < out.size(); ++lead) {
    const bool is_one = lead < kFirstFrequent || lead == kEscape;
    const bool is_frequent = !is_one && lead < kFirstSyllable;
    const unsigned text = is_one ? 1 : is_frequent ? kFrequentUtf8[lead - kFirstFrequent].size : 3;
    out[lead] = {static_cast<std::uint8_t>(dense::code_size(static_cast<char>(lead))),
                 static_cast<std::uint8_t>(text)};
  }
  return out;
}
constexpr std::array<Sizes, 0x100> kSizes = make_sizes();

// Bytes that are looked at together.
constexpr std::size_t kWord = sizeof(std::uint64_t);

bool is_ascii(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, kWord);
  return (word & 0x8080808080808080u) == 0;
}

// For each code of one byte: its UTF-8, first byte lowest, and in the highest byte how many bytes
// that takes.
constexpr std::array<std::uint32_t, kFirstSyllable> make_short_codes() {
  std::array<std::uint32_t, kFirstSyllable> out{};
  for (unsigned c = 0; c < kFirstFrequent; ++c) out[c] = c | 1u << 24;
  for (unsigned i = 0; i < kFrequent.size(); ++i) {
    const Utf8& utf8 = kFrequentUtf8[i];
    std::uint32_t code = std::uint32_t{utf8.size} << 24;
    for (unsigned b = 0; b < utf8.size; ++b)
      code |= std::uint32_t{static_cast<unsigned char>(utf8.bytes[b])} << 8 * b;
    out[kFirstFrequent + i] = code;
  }
  return out;
}
constexpr std::array<std::uint32_t, kFirstSyllable> kShortCodes = make_short_codes();

constexpr unsigned byte_of(char c) { return static_cast<unsigned char>(c); }
constexpr unsigned byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

bool is_continuation(char byte) { return (byte_of(byte) & 0xC0) == 0x80; }

// What was read and where the writing ended.
struct Progress {
  std::size_t read;  // bytes
  char* out;
};

// Writes one character of any kind.
Progress encode_any(const char* in, const char* end, char* out) {
  const auto put = [&](unsigned byte) { *out++ = static_cast<char>(byte); };
  const unsigned lead = byte_of(*in);
  unsigned size = 1;
  unsigned c = lead < 0x80 ? lead : 0;
  if (lead >= 0xE0 && lead < 0xF0 && end - in > 2 && is_continuation(in[1]) &&
      is_continuation(in[2])) {
    size = 3;
    c = (lead & 0xFu) << 12 | (byte_of(in[1]) & 0x3Fu) << 6 | (byte_of(in[2]) & 0x3Fu);
    if (c < 0x800) c = 0;  // overlong, no UTF-8: has to come back as it is
  } else if (lead >= 0xC0 && lead < 0xE0 && end - in > 1 && is_continuation(in[1])) {
    size = 2;
    c = (lead & 0x1Fu) << 6 | (byte_of(in[1]) & 0x3Fu);
    if (c < 0x80) c = 0;
  }
  const unsigned code = kCodes[c];
  if (code != 0 || lead == 0) {
    put(code & 0xFF);
    if ((code & 0xFF) >= kFirstSyllable) put(code >> 8);
  } else if (size == 3) {
    put(lead + kToOther);
    put(byte_of(in[1]));
    put(byte_of(in[2]));
  } else {
    for (unsigned i = 0; i < size; ++i) {
      put(kEscape);
      put(byte_of(in[i]));
    }
  }
  return {size, out};
}

// Writes the characters of a block, of which the first `size` bytes count; none, if the first one
// is for encode_any().
Progress encode_block(const char* in, std::size_t size, char* out) {
  const CharacterBlock block = CharacterBlock::of(ByteBlock(in));
  size = std::min(size, block.size);
  for (ByteMask begins = block.begins & first_bytes(size); begins != 0; begins &= begins - 1) {
    const char* at = in + std::countr_zero(begins);
    const unsigned code = kCodes[code_point_of(at)];
    if (code == 0) {
      out = encode_any(at, in + kBlockBytes, out).out;
      continue;
    }
    out[0] = static_cast<char>(code);
    out[1] = static_cast<char>(code >> 8);
    out += 1 + ((code & 0xFF) >= kFirstSyllable ? 1 : 0);
  }
  return {size, out};
}

#if GISA_HAS_WIDE_BLOCKS
// The frequent characters by a hash of six bits, which no three of them share.
class FrequentByHash {
 public:
  // Puts the codes of frequent units in the place of those in `codes`; returns which units those
  // are.
  GISA_WIDE __mmask32 replace_codes(__m512i units, __m512i& codes) const {
    const __m512i hashes =
        _mm512_srli_epi16(_mm512_mullo_epi16(units, _mm512_set1_epi16(kFactor)), kShift);
    __mmask32 all_found = 0;
    for (const Row& row : rows_) {
      const __mmask32 found = _mm512_cmpeq_epi16_mask(units, look_up(row.units, hashes));
      codes = _mm512_mask_mov_epi16(codes, found, look_up(row.codes, hashes));
      all_found |= found;
    }
    return all_found;
  }

  static constexpr FrequentByHash make() {
    FrequentByHash table;
    for (std::size_t i = 0; i < kFrequent.size(); ++i) {
      const std::size_t at = std::size_t{kFrequent[i]} * kFactor % 0x10000 >> kShift;
      Row& row = table.rows_[table.rows_[0].units[at] == 0 ? 0 : 1];
      row.units[at] = kFrequent[i];
      row.codes[at] = static_cast<std::uint16_t>(kFirstFrequent + i);
    }
    return table;
  }

  constexpr std::size_t count() const {
    const auto count = [](const Row& row) {
      return row.units.size() - static_cast<std::size_t>(std::ranges::count(row.units, 0));
    };
    return count(rows_[0]) + count(rows_[1]);
  }

 private:
  static constexpr unsigned kFactor = 271;  // found by trying
  static constexpr unsigned kShift = 10;
  using Entries = std::array<std::uint16_t, 64>;
  struct Row {
    Entries units{};
    Entries codes{};
  };

  GISA_WIDE static __m512i look_up(const Entries& entries, __m512i places) {
    return _mm512_permutex2var_epi16(_mm512_loadu_si512(entries.data()), places,
                                     _mm512_loadu_si512(entries.data() + wide::kUnits));
  }

  std::array<Row, 2> rows_{};
};
constexpr FrequentByHash kFrequentByHash = FrequentByHash::make();
static_assert(kFrequentByHash.count() == kFrequent.size());

// encode_block(), but none of the block if a character is for encode_any(). Writes 64
// bytes at once.
GISA_WIDE Progress encode_block_wide(const char* in, std::size_t size, char* const begin) {
  char* out = begin;
  const CharacterBlock block = CharacterBlock::of(wide::Block(in));
  size = std::min(size, block.size);
  const ByteMask begins = block.begins & first_bytes(size);
  const wide::CodePoints code_points(in, begins);
  const auto count = static_cast<std::size_t>(std::popcount(begins));
  for (std::size_t done = 0; done < count; done += wide::kUnits) {
    const __m512i units = code_points.units(done > 0);
    const __m512i numbers =
        _mm512_sub_epi16(units, _mm512_set1_epi16(static_cast<short>(kHangulBegin)));
    const __mmask32 are_syllables = _mm512_cmplt_epu16_mask(numbers, _mm512_set1_epi16(kSyllables));
    const __mmask32 are_ascii = _mm512_cmplt_epu16_mask(units, _mm512_set1_epi16(kFirstFrequent));
    __m512i codes = _mm512_mask_add_epi16(
        units, are_syllables, _mm512_shldv_epi16(numbers, numbers, _mm512_set1_epi16(8)),
        _mm512_set1_epi16(kFirstSyllable));
    const __mmask32 are_frequent = kFrequentByHash.replace_codes(units, codes);
    const std::size_t taken = std::min(count - done, wide::kUnits);
    const ByteMask others = ~ByteMask{are_syllables | are_ascii | are_frequent};
    if ((others & first_bytes(taken)) != 0) return {0, begin};
    // Of each code the first byte, and the second one if it has two.
    constexpr ByteMask kFirsts = 0x5555555555555555u;
    const ByteMask are_long =
        _mm512_cmpge_epu8_mask(codes, _mm512_set1_epi8(static_cast<char>(kFirstSyllable)));
    const ByteMask kept = (kFirsts | (are_long & kFirsts) << 1) & first_bytes(2 * taken);
    _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(kept, codes));
    out += std::popcount(kept);
  }
  return {size, out};
}
#else
Progress encode_block_wide(const char* /*in*/, std::size_t /*size*/, char* out) { return {0, out}; }
#endif

// Decodes what is ASCII, frequent or a syllable, as long as there is nothing else and both ends are
// not near; moves both on. Without branches that nobody could foretell, as encode_block().
void decode_plain(std::string_view dense, std::size_t& at, char*& out, const char* end) {
  constexpr std::ptrdiff_t kWritten = 4;  // bytes at once
  std::size_t i = at;
  char* to = out;
  while (i + 1 < dense.size() && end - to >= kWritten) {
    const unsigned lead = byte_at(dense, i);
    if (lead >= kFirstOther) break;
    const bool is_long = lead >= kFirstSyllable;
    const unsigned c = kHangulBegin + ((lead - kFirstSyllable) << 8) + byte_at(dense, i + 1);
    const std::uint32_t syllable = (0xE0 | (c >> 12 & 0xF)) | (0x80 | (c >> 6 & 0x3F)) << 8 |
                                   (0x80 | (c & 0x3F)) << 16 | 3u << 24;
    const std::uint32_t mask = 0u - std::uint32_t{is_long};
    const std::uint32_t code =
        (syllable & mask) | (kShortCodes[lead & (0xFFu >> (is_long ? 1 : 0))] & ~mask);
    for (int b = 0; b < kWritten; ++b) to[b] = static_cast<char>(code >> 8 * b);
    to += code >> 24;
    i += is_long ? 2 : 1;
  }
  at = i;
  out = to;
}

}  // namespace

char* encode_dense(std::string_view text, char* out) {
  const char* in = text.data();
  const char* const end = in + text.size();
  const bool is_wide = wide::is_used();
  char padded[kBlockReadBytes];
  while (in != end) {
    const auto left = static_cast<std::size_t>(end - in);
    const char* block = in;
    if (left < kBlockReadBytes) {
      std::memset(padded, 0, sizeof padded);
      std::memcpy(padded, in, left);
      block = padded;
    }
    const std::size_t size = std::min(left, kBlockBytes);
    Progress progress{};
    if (is_wide) progress = encode_block_wide(block, size, out);
    if (progress.read == 0) progress = encode_block(block, size, out);
    if (progress.read == 0) progress = encode_any(in, end, out);
    in += progress.read;
    out = progress.out;
  }
  return out;
}

std::string dense_form(std::string_view text) {
  std::string out(dense_room(text.size()), '\0');
  out.resize(static_cast<std::size_t>(encode_dense(text, out.data()) - out.data()));
  return out;
}

bool decode_dense(std::string_view dense, char* out, std::size_t size) {
  const char* const end = out + size;
  std::size_t i = 0;
  while (i < dense.size()) {
    decode_plain(dense, i, out, end);
    if (i == dense.size()) break;
    const unsigned lead = byte_at(dense, i++);
    const auto room = static_cast<std::size_t>(end - out);
    if (lead < kFirstFrequent) {
      if (room < 1) return false;
      *out++ = static_cast<char>(lead);
    } else if (lead < kFirstSyllable) {
      const Utf8& utf8 = kFrequentUtf8[lead - kFirstFrequent];
      if (room < utf8.size) return false;
      std::memcpy(out, utf8.bytes, utf8.size);
      out += utf8.size;
    } else if (lead < kFirstOther) {
      if (room < 3 || i == dense.size()) return false;
      const unsigned c = kHangulBegin + ((lead - kFirstSyllable) << 8) + byte_at(dense, i++);
      out[0] = static_cast<char>(0xE0 | c >> 12);
      out[1] = static_cast<char>(0x80 | (c >> 6 & 0x3F));
      out[2] = static_cast<char>(0x80 | (c & 0x3F));
      out += 3;
    } else if (lead < kFirstOther + 16) {
      if (room < 3 || dense.size() - i < 2) return false;
      out[0] = static_cast<char>(lead - kToOther);
      out[1] = dense[i];
      out[2] = dense[i + 1];
      out += 3;
      i += 2;
    } else {
      if (lead != kEscape || room < 1 || i == dense.size()) return false;
      *out++ = dense[i++];
    }
  }
  return out == end;
}

std::size_t dense_size(std::string_view dense, std::size_t size) {
  std::size_t at = 0, text = 0;
  while (text < size && at < dense.size()) {
    if (size - text >= kWord && dense.size() - at >= kWord && is_ascii(dense.data() + at)) {
      at += kWord;
      text += kWord;
      continue;
    }
    const Sizes& of = kSizes[byte_at(dense, at)];
    at += of.code;
    text += of.text;
  }
  return text == size && at <= dense.size() ? at : std::string_view::npos;
}

char16_t dense::syllable(char first, char second) {
  const unsigned lead = byte_of(first);
  if (lead < kFirstSyllable) return kFrequent[(lead - kFirstFrequent) % kFrequent.size()];
  return static_cast<char16_t>(kHangulBegin + ((lead - kFirstSyllable) << 8) + byte_of(second));
}

// What follows a first byte is told by how many bytes that can be one stand in a row before it. The
// third byte of a character cannot, nor can the second of three.
bool dense::begins_character(std::string_view dense, std::size_t at) {
  const auto is_behind_pairs = [&](std::size_t i) {
    std::size_t row = 0;
    while (row < i && byte_of(dense[i - row - 1]) >= kFirstSyllable) ++row;
    return row % 2 == 0;
  };
  if (!is_behind_pairs(at)) return false;
  const bool may_be_third =
      at >= 2 && byte_of(dense[at - 1]) < kFirstSyllable && code_size(dense[at - 2]) == 3;
  return !may_be_third || !is_behind_pairs(at - 2);
}

std::size_t dense::begin_before(std::string_view dense, std::size_t at) {
  constexpr std::size_t kLongest = 3;
  for (std::size_t size = 1; size <= std::min(at, kLongest); ++size) {
    if (code_size(dense[at - size]) == size && begins_character(dense, at - size)) return at - size;
  }
  return at - std::min<std::size_t>(at, 1);  // damaged
}

}  // namespace gisa
