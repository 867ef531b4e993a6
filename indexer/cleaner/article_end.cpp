#include "indexer/cleaner/article_end.h"

#include <algorithm>
#include <optional>

#include "indexer/cleaner/boilerplate_rules.h"
#include "indexer/cleaner/byline.h"
#include "indexer/cleaner/line_shape.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

constexpr size_t kMaxPieceBytes = 270;

/// Where the last of kEndPromoMarks stands in `text`; npos when none does.
size_t last_promo_mark(std::string_view text) {
  constexpr char kLead = '\xE2';  // of all of them
  static_assert(std::all_of(kEndPromoMarks.begin(), kEndPromoMarks.end(),
                            [](std::string_view mark) { return mark[0] == kLead; }));
  size_t last = std::string_view::npos;
  for (size_t at = text.find(kLead); at != std::string_view::npos; at = text.find(kLead, at + 1)) {
    if (length_of_any_at(text, at, kEndPromoMarks) > 0) last = at;
  }
  return last;
}

/// Advertising is no sentence, but for one that asks the reader: `…하세요!`.
bool ends_like_promotion(std::string_view text) {
  return !ends_like_prose(text) || trim_right(text, " !.").ends_with("세요");
}

/// False for what tells something: a sentence, a speaker's words, a line of a list of data.
bool may_promote(std::string_view piece) {
  const size_t colon = piece.find(':');
  const bool has_data = colon != std::string_view::npos && !stands_at(piece, colon, "://");
  if (has_data || contains(piece, '\n') || contains(piece, "다.")) return false;
  return ends_like_promotion(piece);
}

/// True when `text` ends in a reporter's address below a sentence. Below a headline a list may
/// follow.
bool is_signature(std::string_view text) {
  const std::string_view open = trim_right(text, " )]>");
  const size_t address = email_begin(open, open.size());
  const std::string_view reporter = trim_right(open.substr(0, address), " (|/");
  if (address == open.size() || !ends_with_role(reporter)) return false;
  const size_t line = reporter.rfind('\n') + 1;  // npos + 1 is 0
  const std::optional<size_t> words = last_segment(reporter.substr(line));
  const std::string_view above = trim_right(text.substr(0, line + words.value_or(0)));
  return !above.empty() && ends_like_prose(above);
}

}  // namespace

size_t promotions_begin(std::string_view text) {
  if (text.ends_with("다.") || !ends_like_promotion(text)) return text.size();  // nearly always
  constexpr int kMaxPieces = 8;
  bool all_advertise = true;
  size_t end = text.size();
  for (int count = 0; count < kMaxPieces; ++count) {
    const size_t floor = end > kMaxPieceBytes ? end - kMaxPieceBytes : 0;
    const size_t mark = last_promo_mark(text.substr(floor, end - floor));
    if (mark == std::string_view::npos) break;
    const std::string_view piece = trim_right(text.substr(floor + mark, end - floor - mark));
    if (!may_promote(piece)) break;
    all_advertise = all_advertise && contains_any(piece, kEndPromoSigns);
    const std::string_view before = trim_right(text.substr(0, floor + mark));
    if (is_signature(before)) return floor + mark;
    if (!before.empty() && ends_like_prose(before)) {
      return all_advertise ? floor + mark : text.size();
    }
    end = before.size();
  }
  return text.size();
}

bool are_promotions(std::string_view text, bool must_advertise) {
  constexpr int kMaxPieces = 8;
  bool any_advertises = false;
  for (int count = 0; !text.empty(); ++count) {
    if (count == kMaxPieces || text.size() > kMaxPieces * kMaxPieceBytes) return false;
    const size_t mark = last_promo_mark(text);
    if (mark == std::string_view::npos) return false;
    const std::string_view piece = text.substr(mark);
    if (piece.size() > kMaxPieceBytes || !may_promote(piece)) return false;
    any_advertises = any_advertises || contains_any(piece, kEndPromoSigns);
    text = trim_right(text.substr(0, mark));
  }
  return any_advertises || !must_advertise;
}

size_t related_articles_begin(std::string_view text) {
  if (text.ends_with('.')) return text.size();
  constexpr size_t kMaxBytes = 1200;
  constexpr size_t kMaxHeadlineBytes = 180;
  const size_t floor = text.size() > kMaxBytes ? text.size() - kMaxBytes : 0;
  for (const std::string_view head : {"\n[관련기사]\n", "\n[관련 기사]\n"}) {
    const size_t begin = text.find(head, floor);
    if (begin == std::string_view::npos) continue;
    std::string_view rest = text.substr(begin + head.size());
    if (contains(rest, "다.")) continue;
    bool all_short = true;
    while (!rest.empty()) {
      const size_t end = std::min(rest.find('\n'), rest.size());
      all_short = all_short && end <= kMaxHeadlineBytes;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (all_short) return begin;
  }
  return text.size();
}

}  // namespace gisa::cleaning
