#include "common/dense_text.h"

#include <array>
#include <cstdint>
#include <cstring>

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

// The codes of ASCII and, behind it, of all syllables: first byte low, second one (if any) high.
constexpr unsigned kAscii = 0x80;
constexpr std::array<std::uint16_t, kAscii + kSyllables> make_codes() {
  std::array<std::uint16_t, kAscii + kSyllables> codes{};
  for (unsigned c = 0; c < kAscii; ++c) codes[c] = static_cast<std::uint16_t>(c);
  for (unsigned i = 0; i < kSyllables; ++i) {
    codes[kAscii + i] = static_cast<std::uint16_t>((kFirstSyllable + (i >> 8)) | (i & 0xFF) << 8);
  }
  for (unsigned i = 0; i < kFrequent.size(); ++i) {
    const unsigned syllable = static_cast<unsigned>(kFrequent[i]) - kHangulBegin;
    if (syllable < kSyllables) {
      codes[kAscii + syllable] = static_cast<std::uint16_t>(kFirstFrequent + i);
    }
  }
  return codes;
}
constexpr std::array<std::uint16_t, kAscii + kSyllables> kCodes = make_codes();

// Where a character that is no syllable stands among the frequent ones, from 1; 0: it is none. They
// are the last few.
unsigned mark_of_other(unsigned c) {
  constexpr std::size_t kOthers = 5;
  const std::size_t at = kFrequent.find(static_cast<char16_t>(c), kFrequent.size() - kOthers);
  return at == std::u16string_view::npos ? 0 : static_cast<unsigned>(at) + 1;
}

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

// Of each first byte below kFirstSyllable: its UTF-8, the first byte lowest, and in the highest
// byte how long that is.
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

constexpr std::ptrdiff_t kFastBytes = 4;  // that the fast path reads at once

// Writes ASCII and syllables, as long as there is nothing else; moves both pointers on. There is
// but one branch, and it goes one way: ASCII and Hangul alternate as nobody could foretell.
void encode_plain(const char*& in, const char* end, char*& out) {
  while (end - in >= kFastBytes) {
    const unsigned lead = byte_of(in[0]);
    const unsigned second = byte_of(in[1]);
    const unsigned third = byte_of(in[2]);
    const unsigned c = (lead & 0xFu) << 12 | (second & 0x3Fu) << 6 | (third & 0x3Fu);
    const unsigned syllable = c - kHangulBegin;
    const bool is_ascii = lead < 0x80;
    const bool is_syllable = (lead >= 0xEA) & (lead < 0xEE) & ((second & 0xC0) == 0x80) &
                             ((third & 0xC0) == 0x80) & (syllable < kSyllables);
    if (!(is_ascii | is_syllable)) return;
    const unsigned code = kCodes[is_ascii ? lead : kAscii + syllable];
    out[0] = static_cast<char>(code);
    out[1] = static_cast<char>(code >> 8);
    out += 1 + ((code & 0xFF) >= kFirstSyllable ? 1 : 0);
    in += is_ascii ? 1 : 3;
  }
}

// Writes one character of any kind.
void encode_any(const char*& in, const char* end, char*& out) {
  const auto put = [&](unsigned byte) { *out++ = static_cast<char>(byte); };
  const unsigned lead = byte_of(*in);
  unsigned size = 1;
  unsigned c = 0;
  if (lead >= 0xE0 && lead < 0xF0 && end - in > 2 && is_continuation(in[1]) &&
      is_continuation(in[2])) {
    size = 3;
    c = (lead & 0xFu) << 12 | (byte_of(in[1]) & 0x3Fu) << 6 | (byte_of(in[2]) & 0x3Fu);
  } else if (lead >= 0xC2 && lead < 0xE0 && end - in > 1 && is_continuation(in[1])) {
    size = 2;
    c = (lead & 0x1Fu) << 6 | (byte_of(in[1]) & 0x3Fu);
  }
  const unsigned syllable = c - kHangulBegin;
  const bool is_overlong = size == 3 && c < 0x800;  // no UTF-8: has to come back as it is
  const unsigned mark = is_overlong ? 0 : mark_of_other(c);
  if (lead < 0x80) {
    put(lead);
  } else if (syllable < kSyllables) {
    const unsigned code = kCodes[kAscii + syllable];
    put(code & 0xFF);
    if ((code & 0xFF) >= kFirstSyllable) put(code >> 8);
  } else if (mark != 0) {
    put(kFirstFrequent + mark - 1);
  } else if (size == 3) {
    put(lead + kToOther);
    put(byte_of(in[1]));
    put(byte_of(in[2]));
  } else {
    size = 1;
    put(kEscape);
    put(lead);
  }
  in += size;
}

// Decodes what is ASCII, frequent or a syllable, as long as there is nothing else and both ends are
// not near; moves both on. Without branches that nobody could foretell, as encode_plain().
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
  while (in != end) {
    encode_plain(in, end, out);
    if (in != end) encode_any(in, end, out);
  }
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
    const unsigned lead = byte_at(dense, at);
    at += dense::code_size(dense[at]);
    if (lead < kFirstFrequent || lead == kEscape)
      ++text;
    else
      text += lead < kFirstSyllable ? kFrequentUtf8[lead - kFirstFrequent].size : 3;
  }
  return text == size && at <= dense.size() ? at : std::string_view::npos;
}

char16_t dense::syllable(char first, char second) {
  const unsigned lead = byte_of(first);
  if (lead < kFirstSyllable) return kFrequent[(lead - kFirstFrequent) % kFrequent.size()];
  return static_cast<char16_t>(kHangulBegin + ((lead - kFirstSyllable) << 8) + byte_of(second));
}

}  // namespace gisa
