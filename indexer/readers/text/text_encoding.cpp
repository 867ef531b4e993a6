#include "indexer/readers/text/text_encoding.h"

#include <simdjson.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "common/messages/messages.h"
#include "common/text/utf8.h"
#include "gisa/error.h"
#include "indexer/readers/text/text_decoding.h"

namespace gisa {
namespace {

constexpr std::size_t kBlock = 64 << 10;        // bytes
constexpr double kMaxBrokenShare = 0.30;        // above: no text, or in another encoding
constexpr std::uint64_t kEnoughToJudge = 1000;  // characters
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kLittleEndianMark = "\xFF\xFE";
constexpr std::string_view kBigEndianMark = "\xFE\xFF";
constexpr std::string_view kIso2022KrMark = "\x1B$)C";  // before the first syllable (RFC 1557)
constexpr char kShiftOut = '\x0E';                      // before each row of them

bool is_ascii(std::string_view bytes) {
  return std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// How a text reads as UTF-8.
struct Utf8Count {
  std::uint64_t characters = 0;
  std::uint64_t multibyte = 0;  // of these
  std::uint64_t broken = 0;     // of the characters
};

Utf8Count count_utf8(std::string_view text) {
  Utf8Count count;
  for (std::size_t pos = 0; pos < text.size();) {
    const DecodedCharacter character = decode_utf8(text, pos);
    ++count.characters;
    if (is_broken(text, pos, character)) {
      ++count.broken;
    } else if (character.bytes > 1) {
      ++count.multibyte;
    }
    pos += character.bytes;
  }
  return count;
}

// The length of `bytes` without a UTF-8 sequence that is cut at its end.
std::size_t complete_utf8(std::string_view bytes) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, bytes.size()); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if (byte < 0x80) return bytes.size();
    if (byte < 0xC0) continue;  // not the first byte of its sequence
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
    return length > back ? bytes.size() - back : bytes.size();
  }
  return bytes.size();
}

bool is_cp949_trail(std::uint8_t byte) {
  return (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x61 && byte <= 0x7A) ||
         (byte >= 0x81 && byte <= 0xFE);
}

// Nearly all bytes above ASCII pair up as CP949 has them, and many of the pairs are the syllables
// of everyday: any bytes would pair up somehow.
bool looks_like_cp949(std::string_view bytes) {
  std::size_t pairs = 0;
  std::size_t syllables = 0;
  std::size_t strays = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto lead = static_cast<std::uint8_t>(bytes[i]);
    if (lead < 0x80) continue;
    // Rows that hold signs, Hangul and Hanja; those Windows added begin at 81, and C9 and FE are
    // left to users.
    const bool is_lead = lead >= 0x81 && lead <= 0xFD && lead != 0xC9;
    const bool pair =
        is_lead && i + 1 < bytes.size() && is_cp949_trail(static_cast<std::uint8_t>(bytes[i + 1]));
    const bool in_rows = lead >= 0xB0 && lead <= 0xC8;  // KS X 1001, 가 to 힝
    if (pair && in_rows && static_cast<std::uint8_t>(bytes[i + 1]) >= 0xA1) ++syllables;
    ++(pair ? pairs : strays);
    if (pair) ++i;
  }
  return pairs > 0 && strays * 10 <= pairs && syllables * 5 >= pairs * 2;
}

// ASCII, punctuation and Hangul: what most of Korean text is.
bool is_everyday(unsigned unit) {
  const bool is_ascii = (unit >= 0x20 && unit < 0x7F) || (unit >= '\t' && unit <= '\r');
  return is_ascii || (unit >= 0x2010 && unit < 0x2040) || (unit >= 0x3000 && unit < 0x3190) ||
         (unit >= 0xAC00 && unit <= 0xD7A3);
}

// UTF-16 without a byte order mark. Its spaces and line ends have a zero byte, which text in other
// encodings has not; the order is the one in which the units make sense.
std::optional<TextEncoding> detect_utf16(std::string_view bytes) {
  constexpr std::size_t kFewestUnits = 4;
  const std::size_t units = bytes.size() / 2;
  if (units < kFewestUnits || bytes.find('\0') == std::string_view::npos) return std::nullopt;
  std::size_t little = 0;
  std::size_t big = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const unsigned first = static_cast<unsigned char>(bytes[i]);
    const unsigned second = static_cast<unsigned char>(bytes[i + 1]);
    little += is_everyday(second << 8 | first) ? 1 : 0;
    big += is_everyday(first << 8 | second) ? 1 : 0;
  }
  if (std::max(little, big) * 5 < units * 4) return std::nullopt;
  return little > big ? TextEncoding::kUtf16LittleEndian : TextEncoding::kUtf16BigEndian;
}

bool is_iso2022_kr(std::string_view bytes) {
  const std::size_t mark = bytes.find(kIso2022KrMark);
  return mark == 0 ||
         (mark != std::string_view::npos && bytes.find(kShiftOut, mark) != std::string_view::npos);
}

[[noreturn]] void throw_no_text() {
  throw Error(ErrorCode::kBadInput,
              // xgettext:no-c-format
              tr("no readable text: more than 30 % of it is broken; it is a binary file or in an "
                 "encoding other than UTF-8, CP949 and UTF-16"));
}

const char* converter_name(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::kCp949:
      return "windows-949";  // "cp949" is an older table of IBM's in ICU, without 뷁
    case TextEncoding::kUtf16LittleEndian:
      return "UTF-16LE";
    case TextEncoding::kUtf16BigEndian:
      return "UTF-16BE";
    case TextEncoding::kIso2022Kr:
      return "ISO-2022-KR";
    case TextEncoding::kUtf8:
      break;
  }
  return "UTF-8";
}

// Rows that CP949 leaves to users; nobody's news has them on purpose.
bool is_private_use(char16_t unit) { return unit >= 0xE000 && unit < 0xF900; }

}  // namespace

std::string_view encoding_name(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::kUtf8:
      return "UTF-8";
    case TextEncoding::kCp949:
      return "CP949";
    case TextEncoding::kUtf16LittleEndian:
    case TextEncoding::kUtf16BigEndian:
      return "UTF-16";
    case TextEncoding::kIso2022Kr:
      return "ISO-2022-KR";
  }
  return "";
}

std::optional<TextEncoding> detect_encoding(std::string_view head, bool is_whole) {
  if (head.starts_with(kUtf8Mark)) return TextEncoding::kUtf8;
  if (head.starts_with(kLittleEndianMark)) return TextEncoding::kUtf16LittleEndian;
  if (head.starts_with(kBigEndianMark)) return TextEncoding::kUtf16BigEndian;
  if (const auto wide = detect_utf16(head)) return wide;
  if (is_ascii(head)) {
    return is_iso2022_kr(head) ? std::optional(TextEncoding::kIso2022Kr) : std::nullopt;
  }
  const std::string_view complete = is_whole ? head : head.substr(0, complete_utf8(head));
  if (simdjson::validate_utf8(complete.data(), complete.size())) return TextEncoding::kUtf8;
  const Utf8Count count = count_utf8(complete);
  const bool nearly_utf8 = count.broken * 5 <= count.multibyte;
  return !nearly_utf8 && looks_like_cp949(head) ? TextEncoding::kCp949 : TextEncoding::kUtf8;
}

void TextDecoder::CloseConverter::operator()(UConverter* converter) const { ucnv_close(converter); }

TextDecoder::TextDecoder() = default;
TextDecoder::TextDecoder(TextEncoding encoding) : encoding_(encoding) {}
TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;

void TextDecoder::append(std::string_view bytes, bool is_last, std::string& out) {
  std::string joined;
  if (!carried_.empty()) {
    joined = std::exchange(carried_, {}).append(bytes);
    bytes = joined;
  }
  if (at_start_ && bytes.size() < kUtf8Mark.size() && !is_last) {  // half a mark, perhaps
    carried_ = bytes;
    return;
  }
  if (!encoding_) encoding_ = detect_encoding(bytes, is_last);
  if (!encoding_) {
    at_start_ = false;
    characters_ += bytes.size();
    out += bytes;
    return;
  }
  if (std::exchange(at_start_, false)) {
    for (const std::string_view mark : {kUtf8Mark, kLittleEndianMark, kBigEndianMark}) {
      if (!bytes.starts_with(mark)) continue;
      bytes.remove_prefix(mark.size());
      break;
    }
  }
  if (*encoding_ == TextEncoding::kUtf8) {
    append_utf8_bytes(bytes, is_last, out);
  } else {
    append_converted(bytes, is_last, out);
  }
  if (is_last || characters_ >= kEnoughToJudge) check_share();
}

void TextDecoder::append_utf8_bytes(std::string_view bytes, bool is_last, std::string& out) {
  const std::size_t size = is_last ? bytes.size() : complete_utf8(bytes);
  carried_ = bytes.substr(size);
  bytes = bytes.substr(0, size);
  if (simdjson::validate_utf8(bytes.data(), bytes.size())) {
    characters_ += static_cast<std::uint64_t>(
        std::ranges::count_if(bytes, [](char c) { return (c & 0xC0) != 0x80; }));
    out += bytes;
    return;
  }
  for (std::size_t pos = 0; pos < bytes.size();) {
    const DecodedCharacter character = decode_utf8(bytes, pos);
    append_utf8(out, character.code_point);
    ++characters_;
    broken_ += is_broken(bytes, pos, character) ? 1 : 0;
    pos += character.bytes;
  }
}

void TextDecoder::append_converted(std::string_view bytes, bool is_last, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  if (!converter_) {
    converter_.reset(ucnv_open(converter_name(*encoding_), &status));
    if (U_FAILURE(status)) {
      throw Error(ErrorCode::kInternal, std::string("ICU has no converter for ") +
                                            std::string(encoding_name(*encoding_)));
    }
  }
  std::array<UChar, 8192> units;
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  do {
    status = U_ZERO_ERROR;
    UChar* to = units.data();
    ucnv_toUnicode(converter_.get(), &to, units.data() + units.size(), &from, end, nullptr,
                   static_cast<UBool>(is_last), &status);
    for (UChar* unit = units.data(); unit != to; ++unit) {
      if (*encoding_ == TextEncoding::kCp949 && is_private_use(*unit)) *unit = 0xFFFD;
      broken_ += *unit == 0xFFFD ? 1 : 0;
    }
    characters_ += static_cast<std::uint64_t>(to - units.data());
    append_utf8(out,
                std::u16string_view(units.data(), static_cast<std::size_t>(to - units.data())));
  } while (status == U_BUFFER_OVERFLOW_ERROR);
}

void TextDecoder::check_share() const {
  if (static_cast<double>(broken_) > kMaxBrokenShare * static_cast<double>(characters_)) {
    throw_no_text();
  }
}

std::size_t DecodingStream::read(char* out, std::size_t size) {
  while (taken_ == text_.size()) {
    if (at_end_) return 0;
    text_.clear();
    taken_ = 0;
    block_.resize(kBlock);
    // Fill the whole block: by the first one the encoding is told.
    std::size_t had = 0;
    try {
      if (failure_) std::rethrow_exception(failure_);
      while (had < kBlock) {
        const std::size_t got = source_.read(block_.data() + had, kBlock - had);
        if (got == 0) break;
        had += got;
      }
    } catch (...) {
      if (had == 0) throw;
      failure_ = std::current_exception();  // told when what was read is used up
    }
    at_end_ = had < kBlock && !failure_;
    decoder_.append(std::string_view(block_).substr(0, had), at_end_, text_);
  }
  const std::size_t count = std::min(size, text_.size() - taken_);
  std::memcpy(out, text_.data() + taken_, count);
  taken_ += count;
  return count;
}

}  // namespace gisa
