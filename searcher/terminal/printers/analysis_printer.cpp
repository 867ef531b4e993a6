#include "searcher/terminal/printers/analysis_printer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "common/messages/messages.h"
#include "common/text/escape.h"
#include "common/text/json_text.h"
#include "searcher/terminal/layout/display_width.h"

namespace gisa::terminal {
namespace {

constexpr std::size_t kKindWidth = 13;  // the longest kind of term

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t taken = display_width(text);
  return escape(text) + std::string(taken < width ? width - taken : 0, ' ');
}

std::string show(const ByteRange& range) { return fmt::format("[{},{})", range.begin, range.end); }

// Scripts, roles and kinds of terms, by the names they have in JSON.
constexpr const char* kNames[] = {
    to_translate("hangul"),   to_translate("hanja"),         to_translate("number"),
    to_translate("letter"),   to_translate("question"),      to_translate("empty"),
    to_translate("particle"), to_translate("word"),          to_translate("bigram"),
    to_translate("syllable"), to_translate("syllable-word"), to_translate("link"),
    to_translate("name")};

std::string shown(std::string_view name) {
  const auto* const known = std::ranges::find(kNames, name);
  return known == std::end(kNames) ? std::string(name) : tr(*known);
}

std::string describe(const AnalyzedWord& word) {
  std::string out = shown(word.script);
  if (word.role != "content") out += ", " + shown(word.role);
  if (word.is_verb) out += tr(", verb");
  if (word.is_ambiguous) out += tr(", may be longer");
  return out;
}

}  // namespace

std::string to_text(std::string_view text, const TextAnalysis& analysis) {
  std::string segments;
  std::size_t longest_term = 0;
  for (const AnalyzedWord& word : analysis.words) {
    if (!segments.empty()) segments += word.is_glued ? "+" : " ";
    segments += word.segment;
    for (const AnalyzedTerm& term : word.terms)
      longest_term = std::max(longest_term, display_width(term.term));
  }
  std::string out = tr_format("text        {}\nnormalized  {}\nsegments    {}\n", escape(text),
                              escape(analysis.normalized), escape(segments));
  for (const AnalyzedWord& word : analysis.words) {
    const bool changed = !word.stem.empty() && word.stem != word.segment;
    fmt::format_to(std::back_inserter(out), "\n{}  {}{}  {}\n", show(word.range),
                   escape(word.segment), changed ? " -> " + escape(word.stem) : "", describe(word));
    for (const AnalyzedTerm& term : word.terms) {
      fmt::format_to(std::back_inserter(out), "    {}  {}  {}\n",
                     padded(shown(term.kind), kKindWidth), padded(term.term, longest_term),
                     show(term.range));
    }
  }
  return out;
}

std::string to_json(std::string_view text, const TextAnalysis& analysis) {
  std::string out = "{\"version\":1,\"text\":";
  append_json_string(out, text);
  out += ",\"normalized\":";
  append_json_string(out, analysis.normalized);
  out += ",\"words\":[";
  const auto range = [&](const ByteRange& bytes) {
    fmt::format_to(std::back_inserter(out), ",\"begin\":{},\"end\":{}", bytes.begin, bytes.end);
  };
  const auto string = [&](std::string_view name, std::string_view value) {
    fmt::format_to(std::back_inserter(out), ",\"{}\":", name);
    append_json_string(out, value);
  };
  for (const AnalyzedWord& word : analysis.words) {
    if (&word != analysis.words.data()) out += ',';
    out += "{\"segment\":";
    append_json_string(out, word.segment);
    string("stem", word.stem);
    string("script", word.script);
    string("role", word.role);
    out += word.is_glued ? ",\"glued\":true" : ",\"glued\":false";
    range(word.range);
    out += ",\"terms\":[";
    for (const AnalyzedTerm& term : word.terms) {
      if (&term != word.terms.data()) out += ',';
      out += "{\"kind\":";
      append_json_string(out, term.kind);
      string("term", term.term);
      range(term.range);
      out += '}';
    }
    out += "]}";
  }
  return out + "]}\n";
}

}  // namespace gisa::terminal
