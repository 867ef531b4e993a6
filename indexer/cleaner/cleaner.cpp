#include "indexer/cleaner/cleaner.h"
#include "common/text/composition.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/cleaner/article_end.h"
#include "indexer/cleaner/boilerplate.h"
#include "indexer/cleaner/byline.h"
#include "indexer/cleaner/dates.h"
#include "indexer/cleaner/html_text.h"
#include "indexer/cleaner/line_shape.h"
#include "indexer/cleaner/paragraphs.h"
#include "indexer/cleaner/press_names.h"
#include "indexer/cleaner/text_scan.h"

namespace gisa {
namespace {

using namespace cleaning;  // NOLINT: this file is the front of that namespace

constexpr size_t kMaxTitleCharacters = 60;  // of a title made from the body

/// Buffers that live as long as the thread: articles come by the thousand.
struct Workspace {
  std::string html;
  std::string lines;
  std::string kept;
  LineCleaner line_cleaner;
};

Workspace& workspace() {
  thread_local Workspace instance;
  return instance;
}

bool may_hold_markup(std::string_view text) { return contains(text, '&') || contains(text, '<'); }

/// Entities, tags, line ends and blanks of `raw` in order, written to `work.lines`. An invisible
/// character may have hidden markup from the first look, so what is left gets another.
void to_lines(std::string_view raw, Workspace& work) {
  constexpr int kMaxLooks = 4;
  const bool changed = may_hold_markup(raw) && html_to_text(raw, work.html);
  work.lines.clear();
  normalise_lines(changed ? std::string_view(work.html) : raw, work.lines);
  for (int look = 1; look < kMaxLooks && may_hold_markup(work.lines); ++look) {
    if (!html_to_text(work.lines, work.html)) return;
    work.lines.clear();
    normalise_lines(work.html, work.lines);
  }
}

/// A field of one line.
std::string clean_field(std::string&& raw, Workspace& work) {
  if (!may_hold_markup(raw) && is_normal_field(raw)) return std::move(raw);
  to_lines(raw, work);
  std::replace(work.lines.begin(), work.lines.end(), '\n', ' ');
  raw.assign(work.lines);  // into the memory that is there
  return std::move(raw);
}

/// `title` without ` - site` at its end; `title` itself when it does not end so.
std::string_view without_suffix(std::string_view title, std::string_view site) {
  constexpr std::array<std::string_view, 6> kDividers = {" - ", " | ", " :: ", " : ", " < ", " – "};
  if (site.empty() || !title.ends_with(site)) return title;
  const size_t end = title.size() - site.size();
  const size_t divider = length_of_any_before(title, end, kDividers);
  return divider == 0 ? title : trim(title.substr(0, end - divider));
}

/// Titles of HTML pages end in the name of the site, sometimes in two of them.
std::string_view without_site_names(std::string_view title, std::string_view press) {
  constexpr std::array<std::string_view, 5> kPortals = {"네이버 뉴스", "다음뉴스", "Daum",
                                                        "네이트 뉴스", "네이트뉴스"};
  for (size_t before = 0; before != title.size();) {
    before = title.size();
    title = without_suffix(title, press);
    for (const std::string_view portal : kPortals) title = without_suffix(title, portal);
  }
  return title;
}

/// Byte after the first sentence of `paragraph`; its size when no stop is found.
size_t first_sentence_end(std::string_view paragraph) {
  for (size_t at = 0; at < paragraph.size(); ++at) {
    const char c = paragraph[at];
    const bool stop = c == '.' || c == '?' || c == '!';
    if (stop && (at + 1 == paragraph.size() || paragraph[at + 1] == ' ')) return at + 1;
  }
  return paragraph.size();
}

/// `text` itself when short, else cut at a blank and marked with an ellipsis.
std::string shorten(std::string_view text, size_t max_characters) {
  size_t characters = 0;
  size_t last_blank = 0;
  size_t at = 0;
  for (; at < text.size() && characters < max_characters; ++characters) {
    if (text[at] == ' ') last_blank = at;
    at += char_length(text[at]);
  }
  if (at >= text.size()) return std::string(text);
  const std::string_view kept = last_blank > 0 ? text.substr(0, last_blank) : text.substr(0, at);
  return std::string(kept) + "…";
}

std::string title_from_body(std::string_view body) {
  const std::string_view paragraph = body.substr(0, body.find('\n'));
  return shorten(paragraph.substr(0, first_sentence_end(paragraph)), kMaxTitleCharacters);
}

std::string clean_body(std::string&& raw, Workspace& work) {
  LineCleaner& cleaner = work.line_cleaner;
  cleaner.start_article();
  to_lines(raw, work);
  std::string& body = work.kept;
  body.clear();
  body.reserve(work.lines.size() + work.lines.size() / 32);
  size_t signature_end = 0;  // in the body
  Signature signature = Signature::kNone;
  for (std::string_view rest = work.lines; !rest.empty();) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    cleaner.clean_line(rest.substr(0, end), body);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (const Signature taken = cleaner.take_signature(); taken != Signature::kNone) {
      signature = taken;
      signature_end = body.size();
    }
  }
  const std::string_view above = trim_right(std::string_view(body).substr(0, signature_end));
  const std::string_view below = trim(std::string_view(body).substr(signature_end));
  const bool follows_text = !above.empty() && ends_like_prose(above);  // a list follows a headline
  if (follows_text && are_promotions(below, signature != Signature::kReporter)) {
    body.resize(signature_end);
  }
  if (!body.empty()) body.pop_back();  // the last line end
  // Each round goes through the body; what needs more of them is no article.
  constexpr int kMostRounds = 50;
  bool changed = true;
  for (int round = 0; changed && round < kMostRounds; ++round) {
    drop_repeated_paragraphs(body);
    changed = cleaner.trim_end(body);
    changed = cleaner.trim_start(body) || changed;
  }
  raw.assign(body);  // into the memory that is there
  return std::move(raw);
}

/// True for a desk or the outlet itself, `디지털뉴스팀`, `KBS`: many records have these where the
/// signature in the body tells who it was.
bool names_no_person(std::string_view reporter, std::string_view press) {
  constexpr std::array<std::string_view, 4> kDeskEndings = {"팀", "부", "국", "공용"};
  const std::string_view last = reporter.substr(reporter.rfind(',') + 1);  // npos + 1 is 0
  const bool ends_like_desk = length_of_any_before(last, last.size(), kDeskEndings) > 0;
  return reporter.empty() || reporter == press || (ends_like_desk && !is_person_name(last));
}

}  // namespace

Article Cleaner::clean(Article raw) const {
  Workspace& work = workspace();
  for (std::string* text :
       {&raw.title, &raw.body, &raw.date, &raw.press, &raw.section, &raw.reporter})
    compose_hangul(*text);
  Article article;
  article.id = clean_field(std::move(raw.id), work);
  article.url = clean_field(std::move(raw.url), work);
  article.path = std::move(raw.path);
  article.press = clean_field(std::move(raw.press), work);
  article.section = clean_field(std::move(raw.section), work);
  article.date = normalise_date(clean_field(std::move(raw.date), work));
  article.reporter = normalise_reporter(clean_field(std::move(raw.reporter), work));
  article.body = clean_body(std::move(raw.body), work);

  const Findings& found = work.line_cleaner.findings();
  if (article.press.empty()) article.press = found.press();
  if (names_no_person(article.reporter, article.press) && !found.reporter().empty())
    article.reporter = normalise_reporter(found.reporter());
  if (article.date.empty()) article.date = found.date();
  const std::string title = clean_field(std::move(raw.title), work);
  article.title = without_site_names(title, article.press);
  if (article.title.empty()) article.title = title_from_body(article.body);
  return article;
}

}  // namespace gisa
