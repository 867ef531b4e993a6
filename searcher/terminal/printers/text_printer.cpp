#include "searcher/terminal/printers/text_printer.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "common/messages/messages.h"
#include "common/messages/quantities.h"
#include "common/text/escape.h"
#include "searcher/terminal/layout/display_width.h"
#include "searcher/terminal/layout/text_layout.h"

namespace gisa::terminal {
namespace {

constexpr std::size_t kTitleLines = 3;
constexpr std::size_t kSnippetLines = 3;
constexpr std::size_t kUsualIndent = 4;
constexpr std::size_t kNarrowestText = 10;
constexpr std::size_t kWidestSnippet = 160;
constexpr const char* kSeparator = " · ";

// Parameters of the SGR command of ANSI terminals; empty is the default look.
using Look = std::string_view;
constexpr Look kPlain = "";
constexpr Look kRank = "32";         // green
constexpr Look kTitle = "1";         // bold
constexpr Look kPartial = "33";      // yellow
constexpr Look kLink = "2";          // dim
constexpr Look kHighlight = "1;31";  // bold red

// Every stretch sets its look and resets it, so none leaks into the next, whatever is cut.
std::string dress(std::string_view text, Look look, const TextStyle& style) {
  if (!style.color || look.empty() || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", look, text);
}

// Of highlights, which are sorted and apart, the first that ends behind `position`.
auto highlight_behind(const std::vector<ByteRange>& highlights, std::size_t position) {
  return std::ranges::upper_bound(highlights, position, {}, &ByteRange::end);
}

// An empty cell is not.
bool is_highlighted(const Cell& cell, const std::vector<ByteRange>& highlights) {
  const auto next = highlight_behind(highlights, cell.source.begin);
  return next != highlights.end() && next->begin < cell.source.end &&
         cell.source.begin < cell.source.end;
}

// Text of one look, with highlights, to be laid out.
struct Paragraph {
  std::string_view text;
  const std::vector<ByteRange>& highlights;
  Look look;
  std::string_view target = {};  // where the text leads; printable ASCII
};

bool is_of_the_web(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

// The url as it may stand in a command to the terminal: whatever is not printable ASCII as
// percent-encoded bytes. Empty if there is nothing to link to.
std::string link_target(const Hit& hit, const TextStyle& style) {
  constexpr std::size_t kLongest = 2000;  // terminals drop what is longer
  if (!style.links || !is_of_the_web(hit.url)) return {};
  std::string target;
  for (const char byte : hit.url) {
    if (byte > ' ' && byte <= '~')
      target += byte;
    else
      target += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
  }
  return target.size() <= kLongest ? target : std::string();
}

// Each line opens and closes its link; the address, as id, makes one link of several lines.
std::string linked(std::string_view line, std::string_view target) {
  if (target.empty() || line.empty()) return std::string(line);
  return fmt::format("\x1b]8;id={:x};{}\x1b\\{}\x1b]8;;\x1b\\",
                     std::hash<std::string_view>()(target), target, line);
}

std::string render_line(const std::vector<Cell>& cells, const Line& line,
                        const Paragraph& paragraph, const TextStyle& style) {
  std::string rendered;
  std::string stretch;
  Look look = paragraph.look;
  for (std::size_t i = line.begin; i < line.end; ++i) {
    const Look next = is_highlighted(cells[i], paragraph.highlights) ? kHighlight : paragraph.look;
    if (next != look)
      rendered += dress(std::exchange(stretch, {}), std::exchange(look, next), style);
    stretch += cells[i].text;
  }
  rendered += dress(stretch, look, style);
  if (line.cut) rendered += dress(kEllipsis, paragraph.look, style);
  return rendered;
}

// Columns left of `style.width` beside `taken` others.
std::size_t text_width(const TextStyle& style, std::size_t taken) {
  if (style.width == 0) return kUnlimitedWidth;
  return style.width > taken + kNarrowestText ? style.width - taken : kNarrowestText;
}

// The paragraph's lines, each but the first indented, without the last newline.
std::string render(const Paragraph& paragraph, std::size_t indent, std::size_t max_lines,
                   const TextStyle& style) {
  const std::vector<Cell> cells = split_cells(paragraph.text);
  std::string rendered;
  for (const Line& line : wrap(cells, text_width(style, indent), max_lines)) {
    if (!rendered.empty()) rendered += '\n' + std::string(indent, ' ');
    rendered += linked(render_line(cells, line, paragraph, style), paragraph.target);
  }
  return rendered;
}

std::string heading(const Hit& hit, std::size_t indent, const TextStyle& style) {
  static const std::vector<ByteRange> kNone;
  const std::string target = link_target(hit, style);
  Paragraph title = hit.title.empty() ? Paragraph{tr("(untitled)"), kNone, kTitle}
                                      : Paragraph{hit.title, hit.title_highlights, kTitle};
  title.target = target;
  return render(title, indent, kTitleLines, style);
}

// True if the field is asked for by name.
bool is_named(HitField field, const TextStyle& style) {
  return std::ranges::find(style.fields, field) != style.fields.end();
}

bool is_shown(HitField field, const TextStyle& style) {
  return style.fields.empty() || is_named(field, style);
}

// press · date · section · reporter, without the absent ones.
std::string source_of(const Hit& hit, const TextStyle& style) {
  const std::pair<HitField, std::string> kParts[] = {
      {HitField::kPress, hit.press},
      {HitField::kDate, format_date(hit.date)},
      {HitField::kSection, hit.section},
      {HitField::kReporter, hit.reporter},
      {HitField::kScore,
       is_named(HitField::kScore, style) ? tr_format("score {:.4f}", hit.score) : ""}};
  std::string source;
  for (const auto& [field, value] : kParts) {
    if (value.empty() || !is_shown(field, style)) continue;
    if (!source.empty()) source += kSeparator;
    source += value;
  }
  return source;
}

// The label comes first, where a narrow terminal does not cut it off.
std::string source_line(const Hit& hit, std::size_t indent, const TextStyle& style) {
  const std::string source = source_of(hit, style);
  const bool is_labelled = hit.match == Match::kPartial && is_shown(HitField::kMatch, style);
  std::string label = is_labelled ? tr("partial match") : "";
  if (!label.empty() && !source.empty()) label += kSeparator;
  return dress(label, kPartial, style) +
         render({source, {}, kPlain}, indent + display_width(label), 1, style);
}

// The file an article was read from; empty if that was standard input.
std::string_view file_of(std::string_view path) { return path == "-" ? std::string_view() : path; }

// What leads to the article: all that is asked for by name, else the first there is.
std::vector<std::string_view> links_of(const Hit& hit, const TextStyle& style) {
  std::vector<std::string_view> links;
  for (const auto& [field, link] : {std::pair{HitField::kUrl, std::string_view(hit.url)},
                                    std::pair{HitField::kPath, file_of(hit.path)},
                                    std::pair{HitField::kId, std::string_view(hit.id)}}) {
    if (link.empty() || !is_shown(field, style)) continue;
    if (links.empty() || is_named(field, style)) links.push_back(link);
  }
  return links;
}

// The lines of one hit: the first begins with its label, the others are indented as far.
class HitLines {
 public:
  HitLines(std::string& out, const Hit& hit, const TextStyle& style)
      : out_(out), label_(fmt::format("{:>2}. ", hit.rank)), style_(style) {}

  std::size_t indent() const { return label_.size(); }

  void add(std::string_view line) {
    if (line.empty()) return;
    if (is_first_) {
      out_ += dress(label_, kRank, style_);
    } else {
      out_.append(indent(), ' ');
    }
    is_first_ = false;
    out_ += line;
    out_ += '\n';
  }

  // A hit with nothing to show is its label.
  void end() {
    if (is_first_) out_ += dress(label_, kRank, style_) + '\n';
  }

 private:
  std::string& out_;
  std::string label_;
  const TextStyle& style_;
  bool is_first_ = true;
};

// The part of the ranges that lies in [begin, end), counted from there.
std::vector<ByteRange> ranges_within(const std::vector<ByteRange>& ranges, std::size_t begin,
                                     std::size_t end) {
  std::vector<ByteRange> within;
  for (auto range = highlight_behind(ranges, begin); range != ranges.end() && range->begin < end;
       ++range) {
    within.push_back({std::max(range->begin, begin) - begin, std::min(range->end, end) - begin});
  }
  return within;
}

// The whole text, paragraph by paragraph.
void add_text(HitLines& lines, const Hit& hit, const TextStyle& style) {
  const std::string_view text = *hit.text;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::vector<ByteRange> highlights = ranges_within(hit.text_highlights, begin, end);
    lines.add(render({text.substr(begin, end - begin), highlights, kPlain}, lines.indent(),
                     kAllLines, style));
    begin = end + 1;
  }
}

void append_line(std::string& out, std::size_t indent, std::string_view line) {
  if (line.empty()) return;
  out.append(indent, ' ');
  out += line;
  out += '\n';
}

// Text padded with blanks on the right.
std::string padded(std::string_view text, std::size_t columns) {
  const std::string shown = escape(text);
  const std::size_t width = display_width(shown);
  return shown + std::string(width < columns ? columns - width : 0, ' ');
}

std::string explain_term(const TermScore& term) {
  const std::string part = term.part.empty() ? std::string(tr("term")) : tr(term.part.c_str());
  return tr_format("  {:.4f}  {}  {} of {}: weight {:.2f}, rarity {:.2f}", term.score,
                   padded(term.term, 8), part, escape(term.word), term.weight, term.rarity);
}

void append_explanation(std::string& out, std::size_t indent, const Hit& hit) {
  const Explanation& explanation = *hit.explanation;
  append_line(out, indent, tr_format("score {:.4f}", hit.score));
  for (const FeatureScore& feature : explanation.features) {
    std::string line = fmt::format("  {:.4f}  {}  {:.4f} x {}", feature.score,
                                   padded(feature.name, 8), feature.value, feature.weight);
    if (feature.name == "bm25") {
      line += tr_format(": {:.4f} of the best {:.4f}", explanation.bm25, explanation.best_bm25);
    }
    append_line(out, indent, line);
  }
  append_line(out, indent, fmt::format("bm25 {:.4f}", explanation.bm25));
  for (const TermScore& term : explanation.terms) append_line(out, indent, explain_term(term));
}

std::string name_of(const SimilarArticle& article) {
  for (const std::string_view name :
       {std::string_view(article.press), std::string_view(article.title), file_of(article.path)}) {
    if (!name.empty()) return std::string(name);
  }
  return article.id;
}

// Who else has the same; asked for by name, a line each.
void add_similar(HitLines& lines, const Hit& hit, const TextStyle& style) {
  if (hit.similar.empty() || !is_shown(HitField::kSimilar, style)) return;
  if (!is_named(HitField::kSimilar, style)) {
    std::vector<std::string> names;
    for (const SimilarArticle& article : hit.similar) {
      std::string name = name_of(article);
      if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
    const std::string count =
        tr_count(hit.similar.size(), "{} more tells the same", "{} more tell the same");
    const std::string line = fmt::format("{}: {}", count, fmt::join(names, ", "));
    lines.add(render({line, {}, kPlain}, lines.indent(), 1, style));
    return;
  }
  for (const SimilarArticle& article : hit.similar) {
    Hit other;
    other.date = article.date;
    other.press = article.press;
    other.url = article.url;
    std::string line = "+ " + source_of(other, {.links = style.links});
    if (!article.title.empty()) line += std::string(kSeparator) + article.title;
    lines.add(render({line, {}, kPlain, link_target(other, style)}, lines.indent() + 2, 1, style));
    const std::string_view link =
        article.url.empty() ? file_of(article.path) : std::string_view(article.url);
    lines.add("  " + linked(dress(escape(link.empty() ? std::string_view(article.id) : link), kLink,
                                  style),
                            link_target(other, style)));
  }
}

void append_hit(std::string& out, const Hit& hit, const TextStyle& style) {
  HitLines lines(out, hit, style);
  const std::size_t indent = lines.indent();
  if (is_shown(HitField::kTitle, style)) lines.add(heading(hit, indent, style));
  lines.add(source_line(hit, indent, style));
  const bool has_text = hit.text && is_shown(HitField::kText, style);
  if (is_named(HitField::kSnippet, style) || (is_shown(HitField::kSnippet, style) && !has_text))
    lines.add(render({hit.snippet, hit.highlights, kPlain}, indent, kSnippetLines, style));
  if (has_text) add_text(lines, hit, style);
  for (const std::string_view link : links_of(hit, style))
    lines.add(linked(dress(escape(link), kLink, style),
                     link == std::string_view(hit.url) ? link_target(hit, style) : ""));
  add_similar(lines, hit, style);
  lines.end();
  if (hit.explanation) append_explanation(out, indent, hit);
}

std::string describe(const Total& total) {
  switch (total.relation) {
    case Total::Relation::kExact:
      return tr_count(total.value, "{} article", "{} articles");
    case Total::Relation::kAtLeast:
      return tr_count(total.value, "at least {} article", "at least {} articles");
    case Total::Relation::kEstimate:
      break;
  }
  return tr_count(total.value, "about {} article", "about {} articles");
}

std::string describe_page(const std::vector<Hit>& hits) {
  if (hits.empty()) return tr("none shown");
  const std::string first = format_count(hits.front().rank), last = format_count(hits.back().rank);
  if (hits.size() == 1) return tr_format("number {} shown", first);
  return tr_format("{}-{} shown", first, last);
}

std::string describe_time(double seconds) {
  return seconds < 1 ? tr_format("{:.1f} ms", seconds * 1000) : tr_format("{:.2f} s", seconds);
}

}  // namespace

std::string to_text(const SearchResult& result, const TextStyle& style) {
  std::string out;
  for (const Hit& hit : result.hits) {
    if (!out.empty()) out += '\n';
    append_hit(out, hit, style);
  }
  return out;
}

std::string print_notes(const SearchResult& result) {
  std::string lines;
  if (result.timed_out)
    lines += tr("note: the search ended early: these are the best articles found by then\n");
  for (const Note& note : result.notes) lines += tr_format("note: {}\n", escape(note.text));
  if (!result.suggestion.empty())
    lines += tr_format("did you mean: {}\n", escape(result.suggestion));
  return lines;
}

std::string print_parse(const SearchResult& result) {
  return tr_format("read as: {}\n", escape(result.parse));
}

std::string summarize(const SearchResult& result) {
  std::string summary = describe(result.total);
  if (result.total.value != result.hits.size()) summary += ", " + describe_page(result.hits);
  return fmt::format("{}, {}\n", summary, describe_time(result.seconds));
}

std::size_t snippet_width_for(std::size_t width) {
  if (width == 0) return kWidestSnippet;
  // A line less than may be shown: wrapping at words leaves the ends of lines empty.
  const std::size_t columns = text_width({.width = width}, kUsualIndent) * (kSnippetLines - 1);
  return std::min(columns, kWidestSnippet);
}

}  // namespace gisa::terminal
