#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Who wrote it and for whom: bylines, datelines and the reporter field.
///
///   parse_byline("이데일리 홍길동 기자")       -> press 이데일리, reporter 홍길동
///   parse_byline("더팩트ㅣ대전=홍길동 기자")   -> press 더팩트, reporter 홍길동
///   parse_byline("홍길동 전 한겨레 기자")      -> nothing: this tells of a man, it signs nothing
///   parse_dateline("서울=연합뉴스")            -> press 연합뉴스
///
/// Views returned point into the argument. No state: safe from any thread.
namespace gisa::cleaning {

struct Byline {
  std::vector<std::string_view> reporters;
  std::string_view press;
};

/// True when `text` ends in a rank that signs: 기자, 특파원, 논설위원 ... A cheap first test.
bool ends_with_role(std::string_view text);

/// Reads `text` when all of it is a byline: names with a rank (기자, 특파원, 논설위원 ...) or an
/// e-mail address, perhaps an outlet, a place, a desk; nothing else. At most `max_unknown` words
/// may be none of these (`영남취재본부`): 0 for text out in the open, more inside brackets.
std::optional<Byline> parse_byline(std::string_view text, size_t max_unknown);

/// Reads `서울=연합뉴스`, `두바이=AP/뉴시스`, `평양 노동신문=뉴스1`, `로이터=연합뉴스 자료사진`:
/// the inside of dateline brackets. Byline::reporters is empty. Nothing when no outlet stands after
/// the `=`.
std::optional<Byline> parse_dateline(std::string_view text);

/// The same for an outlet that is in no table: certain only if a reporter and `=` come `after` the
/// bracket, as in `(서울=어느새통신) 홍길동 기자 = `.
std::optional<Byline> parse_unknown_dateline(std::string_view text, std::string_view after);

/// Bytes of `" 홍길동 임꺽정 기자 = "` at the start of `text`, names stored in `byline`; 0 when no
/// byline with an equals sign (or a closing `]`) stands there.
size_t match_reporter_and_equals(std::string_view text, Byline& byline);

/// The reporter field: names only, separated by ',' without a blank.
///   `홍길동 기자 a@b.c`, `홍길동(a@b.c)`               -> `홍길동`
///   `세종=홍길동 기자, 임꺽정·성춘향 인턴기자`          -> `홍길동,임꺽정,성춘향`
/// A field without any Korean name (`YTN`, `Jane Doe`) is kept without addresses.
std::string normalise_reporter(std::string_view field);

/// Where the e-mail address that ends at byte `end` of `text` begins; `end` when none does.
size_t email_begin(std::string_view text, size_t end);

/// Where `gildong @ example.com` begins that ends `text` behind a rank that signs, for elsewhere it
/// may be prose; `text.size()` when none does.
size_t spaced_email_begin(std::string_view text);

}  // namespace gisa::cleaning
