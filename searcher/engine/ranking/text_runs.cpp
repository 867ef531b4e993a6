#include "searcher/engine/ranking/text_runs.h"

#include <algorithm>

#include "common/analysis/hanja/hanja.h"
#include "common/analysis/normalized_text.h"
#include "common/analysis/spelled_numbers.h"
#include "common/text/ascii.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

constexpr std::size_t kHangulBytes = 3;
constexpr std::string_view kPercentSign = "%", kWidePercentSign = "％";
constexpr NumberUnits<char> kNumberUnitsUtf8 = {"천", "백", "십"};

RunClass class_of(char32_t c) {
  if (c < 0x80) {
    if (is_digit(c)) return RunClass::kNumber;
    return is_ascii_letter(c) ? RunClass::kLetter : RunClass::kNone;
  }
  if (is_hangul_syllable(c)) return RunClass::kHangul;
  if (is_hanja(c)) return RunClass::kHanja;
  const bool letter =
      (c >= 0xC0 && c < 0x2000 && c != 0xD7 && c != 0xF7) || (c >= 0x3041 && c < 0x3100);
  return letter && c < 0x10000 ? RunClass::kLetter : RunClass::kNone;
}

// The syllable whose three bytes begin at `at`; 0: there is none.
char16_t hangul_at(std::string_view text, std::size_t at) {
  if (text.size() - at < kHangulBytes) return 0;
  const auto byte = [&](std::size_t i) -> unsigned {
    return static_cast<unsigned char>(text[at + i]);
  };
  const unsigned lead = byte(0) ^ 0xE0u, second = byte(1) ^ 0x80u, third = byte(2) ^ 0x80u;
  if (lead >= 16 || (second | third) >= 64) return 0;
  const char32_t c = lead << 12 | second << 6 | third;
  return is_hangul_syllable(c) ? static_cast<char16_t>(c) : char16_t{0};
}

// Lead bytes of U+00C0-037F and U+1000-1FFF, where Latin letters with marks, these marks by
// themselves and the jamo of decomposed Hangul are.
bool needs_normalizing(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0xE1 || (byte >= 0xC3 && byte <= 0xCD);
  });
}

class RunReader {
 public:
  RunReader(std::string_view text, std::u16string& units, std::vector<TextRun>& runs)
      : text_(text), units_(units), runs_(runs), first_run_(runs.size()) {}

  void read() {
    size_ = static_cast<std::uint32_t>(units_.size());
    units_.resize(size_ + text_.size());  // one unit a byte is enough
    while (at_ < text_.size()) {
      if (const char16_t syllable = hangul_at(text_, at_); syllable != 0)
        take_syllable(syllable);
      else
        take_other();
    }
    if (runs_.size() > first_run_) runs_.back().behind = letter_signs(text_.substr(end_));
    units_.resize(size_);
  }

 private:
  void take_syllable(char16_t syllable) {
    const bool may_be_spelled = open_ == RunClass::kNumber &&
                                runs_.back().end == runs_.back().begin + 1 &&
                                may_be_counted(units_[size_ - 1]);
    if (may_be_spelled) number_end_ = at_ + spelled_size(text_.substr(at_), kNumberUnitsUtf8);
    take(at_ < number_end_ ? RunClass::kNumber : RunClass::kHangul, syllable, kHangulBytes);
    at_ += kHangulBytes;
  }

  void take_other() {
    const DecodedCharacter decoded = decode_utf8(text_, at_);
    const std::size_t next = at_ + decoded.bytes;
    const char32_t c = plain_form(decoded.code_point);
    const bool in_number = open_ == RunClass::kNumber && (c == '.' || c == ',') &&
                           next < text_.size() && is_digit(text_[next]);
    const RunClass kind = in_number ? RunClass::kNumber : class_of(c);
    if (kind == RunClass::kNone)
      end_run(c, next);
    else if (!in_number || c != ',')
      take(kind, static_cast<char16_t>(is_upper(c) ? c + 32 : c), decoded.bytes);
    at_ = next;
  }

  // A unit of a run, made of so many bytes from here on.
  void take(RunClass kind, char16_t unit, std::size_t bytes) {
    if (kind != open_) begin_run(kind);
    units_[size_++] = unit;
    runs_.back().end = size_;
    end_ = at_ + bytes;
    is_glued_ = true;
  }

  void begin_run(RunClass kind) {
    const std::string_view gap = text_.substr(end_, at_ - end_);
    if (runs_.size() > first_run_) runs_.back().behind = letter_signs(gap);
    runs_.push_back({.kind = kind,
                     .is_glued = is_glued_,
                     .starts_sentence = starts_sentence_,
                     .gap = gap_of_utf8(gap),
                     .is_behind_percent = gap == kPercentSign || gap == kWidePercentSign,
                     .gap_size = gap.size(),
                     .begin = size_,
                     .end = size_});
    open_ = kind;
    starts_sentence_ = false;
  }

  // At a character that is in no run; the next one is at `next`.
  void end_run(char32_t c, std::size_t next) {
    const bool ends_sentence =
        c == '\n' || ((c == '.' || c == '?' || c == '!') &&
                      (next >= text_.size() || text_[next] == ' ' || text_[next] == '\n'));
    starts_sentence_ = starts_sentence_ || ends_sentence;
    if (c == '%' && open_ == RunClass::kNumber) runs_.back().is_percent = true;
    is_glued_ = false;
    open_ = RunClass::kNone;
  }

  std::string_view text_;
  std::u16string& units_;
  std::vector<TextRun>& runs_;
  const std::size_t first_run_;
  std::uint32_t size_ = 0;      // units
  std::size_t at_ = 0;          // in bytes, as the next two
  std::size_t end_ = 0;         // of the last run
  std::size_t number_end_ = 0;  // of the last spelled number
  RunClass open_ = RunClass::kNone;
  bool is_glued_ = false;
  bool starts_sentence_ = true;
};

}  // namespace

void append_runs(std::string_view text, std::u16string& units, std::vector<TextRun>& runs) {
  if (!needs_normalizing(text)) return RunReader(text, units, runs).read();
  NormalizedText normalized;
  normalize(text, normalized);
  const std::string plain = to_utf8(normalized.units);
  RunReader(plain, units, runs).read();
}

}  // namespace gisa
