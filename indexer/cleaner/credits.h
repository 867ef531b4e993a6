#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

/// Brackets in a line of news, and whether what they hold is the credit of a picture or of a staff.
///
/// UTF-8, positions in bytes, no state: safe from any thread.
namespace gisa::cleaning {

struct Bracket {
  std::string_view open;
  std::string_view close;
};
inline constexpr std::array<Bracket, 7> kBrackets = {
    {{"[", "]"}, {"(", ")"}, {"<", ">"}, {"【", "】"}, {"＜", "＞"}, {"［", "］"}, {"◀", "▶"}}};

inline constexpr size_t kMaxBracketBytes =
    420;  // of the longest notice in brackets, with some room
inline constexpr size_t kMaxCreditBytes = 150;
inline constexpr size_t kMaxStaffBytes = 300;

struct BracketSpan {
  const Bracket* kind;
  std::string_view content;  // trimmed
  size_t end;                // byte after the closing bracket
  bool has_sign;             // `=`, `:`, `@` and the like stand inside, or full-width forms
};

/// The bracket that opens at `at`, with one bracket of its own kind allowed inside. Nothing when
/// none opens there or it does not close within kMaxBracketBytes.
std::optional<BracketSpan> read_bracket(std::string_view line, size_t at);

/// True for brackets that set something apart; round and angle ones belong to prose and titles.
bool is_square(const BracketSpan& span);

/// Quick way out for the round brackets prose is full of: `(AI)`, `(31)`, `(대표 홍길동)`. Credits
/// and bylines have a sign inside or one of a few endings.
bool is_plain_gloss(const BracketSpan& span);

/// True when the bracket only says where a picture comes from (`[서울시 제공]`, `(사진=연합뉴스)`)
/// or who made a broadcast (`[영상편집 홍길동]`). `after` is the line behind it: a round bracket
/// without a sign counts only at the end of a caption.
bool is_credit(const BracketSpan& span, std::string_view after);

/// True when `text` starts like `사진=`, `그래픽 :`.
bool starts_with_credit_key(std::string_view text);

/// True when what stands before `=agency` tells of a picture: `사진`, `사진 출처 : AFP`,
/// `서울시 제공`.
bool names_picture(std::string_view place);

/// True when `text` starts like `영상편집 :`, `촬영기자:`.
bool starts_with_staff_key(std::string_view text);

/// `영상편집 홍길동 임꺽정`, `PD 홍길동 영상디자인 임꺽정`: keys and nothing but people.
bool is_staff_list(std::string_view content);

/// True when `text` starts with a key of a broadcast's staff and another follows:
/// `구성 : 홍길동, 제작 : 달빛부`, `촬영;홍길동 영상편집;임꺽정`.
bool names_staff(std::string_view text);

/// True when a sentence ends inside `text` and more follows.
bool holds_sentences(std::string_view text);

}  // namespace gisa::cleaning
