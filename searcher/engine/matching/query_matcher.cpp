#include "searcher/engine/matching/query_matcher.h"

#include <algorithm>
#include <span>
#include <utility>

#include "common/database/schema.h"
#include "common/database/timestamp.h"
#include "common/messages/messages.h"
#include "common/messages/quantities.h"
#include "common/text/utf8.h"
#include "searcher/engine/matching/compounds.h"
#include "searcher/engine/matching/filters.h"
#include "searcher/engine/matching/found_words.h"
#include "searcher/engine/matching/usual_spelling.h"
#include "searcher/engine/matching/word_terms.h"
#include "searcher/engine/synonyms/counters.h"
#include "searcher/engine/synonyms/currency_signs.h"
#include "searcher/engine/synonyms/english_nouns.h"
#include "searcher/engine/synonyms/event_dates.h"
#include "searcher/engine/synonyms/fractions.h"
#include "searcher/engine/synonyms/letter_names.h"
#include "searcher/engine/synonyms/verb_forms.h"
#include "searcher/engine/text/sentence_filter.h"
#include "searcher/engine/text/text_matcher.h"
#include "searcher/engine/words/avenues.h"
#include "searcher/engine/words/joined_words.h"
#include "searcher/engine/words/ordinals.h"
#include "searcher/engine/words/phrase_links.h"
#include "searcher/engine/words/short_names.h"

namespace gisa {
namespace {

using Kind = QueryNode::Kind;

// Of so many words each is meant; a headline has verbs enough to find its own article.
constexpr std::ptrdiff_t kWordsWithForms = 5;  // of verbs and of English nouns

Xapian::Query any_of(const std::vector<std::string>& terms) {
  return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

// The first word of a phrase may be the end of a longer one, of which more is taken off.
void add_first_of_phrase(QueryWord word, std::vector<Xapian::Query>& needed) {
  if (word.script != Script::kHangul || !word.whole.empty()) {
    needed.push_back(articles_with(word));
    return;
  }
  const std::size_t sure = sure_syllables(word.surface);
  word.bigrams.resize(std::min(word.bigrams.size(), sure > 0 ? sure - 1 : 0));
  if (!word.bigrams.empty()) needed.push_back(articles_with(word));
}

// 최근7일 of an archive.
void tell_days_without_articles(const DateRange& dates, const Xapian::Database& database,
                                std::vector<Note>& notes) {
  constexpr std::size_t kDay = 10;  // 2025-12-31 of both days of a range
  const auto newest = decode_time_value(database.get_value_upper_bound(kTimeSlot));
  const auto oldest = decode_time_value(database.get_value_lower_bound(kTimeSlot));
  if (!newest || !oldest) return;
  const int last = day_in_seoul(*newest), first = day_in_seoul(*oldest);
  const auto date = [](int day) {
    return format_date(to_string(DateRange{day, day}).substr(0, kDay));
  };
  if (dates.first > last)
    notes.push_back({tr_format("no article is of these days: the newest is of {}", date(last)), 0});
  if (dates.last < first)
    notes.push_back(
        {tr_format("no article is of these days: the oldest is of {}", date(first)), 0});
}

// 쌀 of 쌀을, with whatever josa.
std::shared_ptr<const Alternatives> one_syllable(const QueryWord& word, Analyzer& analyzer) {
  Alternatives alternatives = {analyze_query(to_utf8(word.surface.substr(0, 1)), analyzer)};
  for (QueryWord& syllable : alternatives[0]) syllable.stands_alone = true;
  return std::make_shared<const Alternatives>(std::move(alternatives));
}

// Missile and missiles, each for the other.
Alternatives other_numbers(const QueryWord& word, Analyzer& analyzer) {
  constexpr double kWeight = 0.5;
  Alternatives alternatives;
  for (const std::u16string& form : other_numbers_of(word.typed)) {
    alternatives.push_back(analyze_query(to_utf8(form), analyzer));
    for (QueryWord& other : alternatives.back()) other.boost = kWeight;
  }
  return alternatives;
}

// Verbs end other ones, 속인 소속인 and 들린 흔들린, but 받은 is the same verb in 인정받은.
bool begins_words(const QueryWord& verb) { return verb.surface.front() != u'받'; }

// LG for 엘지, where articles have it some times as often: 이유 (reason) is no EU. A word with a
// name of two syllables in it, 에스케이, seldom is another one.
Alternatives named_letters(const QueryWord& word, Analyzer& analyzer, const Snapshot& snapshot) {
  constexpr std::size_t kTimesAsOften = 10, kTimesOfLong = 2;
  if (word.script != Script::kHangul || !word.is_content || word.is_glued || word.is_verb ||
      word.bigrams.empty())
    return {};
  const LettersByName name = letters_by_name(word.stem);
  if (name.letters.empty()) return {};
  std::vector<QueryWord> letters = analyze_query(name.letters + to_utf8(name.behind), analyzer);
  const std::size_t times = name.has_long ? kTimesOfLong : kTimesAsOften;
  const auto count = [&](std::span<const QueryWord> words) {
    return snapshot.articles_with(terms_of_all_words(words, {})).size();
  };
  if (count(letters) < times * std::max<std::size_t>(count({&word, 1}), 1)) return {};
  return {std::move(letters)};
}

// The ordinal of the word between blanks that a unit of the text is in.
std::vector<std::uint32_t> ordinals(const Analysis& text, const std::vector<UnitRange>& ranges) {
  std::vector<std::uint32_t> out;
  std::uint32_t ordinal = 0;
  std::size_t next = 0;
  for (const UnitRange& range : ranges) {
    while (next < text.words.size() && text.words[next].begin <= range.begin)
      ordinal += text.words[next++].is_glued ? 0 : 1;
    out.push_back(ordinal);
  }
  return out;
}

// Lets groups have one list of what is the same, so that it is looked for in a text once.
void share_equal(std::vector<SynonymGroup>& groups) {
  for (std::size_t i = 1; i < groups.size(); ++i) {
    const auto end = groups.begin() + static_cast<std::ptrdiff_t>(i);
    const auto equal = std::find_if(groups.begin(), end, [&](const SynonymGroup& group) {
      return *group.alternatives == *groups[i].alternatives;
    });
    if (equal != end) groups[i].alternatives = equal->alternatives;
  }
}

}  // namespace

void NearPlaces::keep_near(const NearPlaces& others, unsigned distance) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const std::uint32_t place = ordinals[i];
    const std::uint32_t first = place - std::min(place, distance);
    const auto nearest = std::ranges::lower_bound(others.ordinals, first);
    if (nearest == others.ordinals.end() || *nearest > place + std::uint64_t{distance}) continue;
    ranges[kept] = ranges[i];
    ordinals[kept++] = place;
  }
  ranges.resize(kept);
  ordinals.resize(kept);
}

bool is_about_text(const MatchNode& node, Excluded excluded) {
  if (is_leaf(node.kind)) return is_text(node.kind);
  if (node.kind == Kind::kNot && excluded == Excluded::kIgnored) return false;
  return std::ranges::any_of(
      node.children, [&](const MatchNode& child) { return is_about_text(child, excluded); });
}

const Analysis& ArticleText::title() {
  if (!std::exchange(has_title_, true)) analyzer_.find_words(article_.title, title_);
  return title_;
}

const Analysis& ArticleText::body() {
  if (!std::exchange(has_body_, true)) analyzer_.find_words(article_.body, body_);
  return body_;
}

// What is demanded or excluded means itself.
std::optional<MatchNode> QueryMatcher::add(const QueryNode& node, bool is_demanded,
                                           std::vector<Note>& notes) {
  is_demanded = is_demanded || node.kind == Kind::kRequired || node.kind == Kind::kNot;
  if (is_leaf(node.kind)) return add_leaf(node, is_demanded, notes);
  MatchNode out;
  out.kind = node.kind;
  out.distance = node.distance;
  for (const QueryNode& child : node.children) {
    if (auto added = add(child, is_demanded, notes)) out.children.push_back(std::move(*added));
  }
  if (out.children.empty()) return std::nullopt;
  const bool needs_two = node.kind >= Kind::kSequence;
  if (needs_two && out.children.size() == 1) return std::move(out.children.front());
  return out;
}

std::vector<QueryWord> QueryMatcher::words_of(std::string_view text, bool as_typed) const {
  std::string read = with_fractions(with_event_dates(with_currency_names(text)));
  std::vector<QueryWord> words =
      as_typed ? analyze_query(read, analyzer_)
               : spelled_as_usual(std::move(read), synonyms_, analyzer_, snapshot_.index());
  ask_without_ordinal_prefix(words);
  join_counts(words);
  if (snapshot_.is_served()) snapshot_.index().prefetch_frequencies(terms_of(words));
  read_avenues(words, snapshot_.index());
  for (QueryWord& word : words) {
    if (!word.bigrams.empty() && synonyms_.knows_name(word)) word.read_as_name();
  }
  if (!synonyms_.empty()) {
    read_short_names(words, analyzer_, snapshot_.index());
    read_as_one(words, analyzer_, snapshot_.index());
    close_up(words, analyzer_, snapshot_.index());
  }
  split_compounds(words, synonyms_, analyzer_, snapshot_.index());
  for (QueryWord& word : words) word.is_mostly_apart = is_mostly_apart(word, snapshot_.index());
  correct_(words);
  return words;
}

std::vector<SynonymGroup> QueryMatcher::synonyms_of(const std::vector<QueryWord>& words) const {
  const auto may_stand = [&](const std::vector<QueryWord>& alternative) {
    return std::ranges::none_of(
        alternative, [&](const QueryWord& word) { return is_unknown(word, snapshot_.index()); });
  };
  // 비대면 for 非대면, but 李대통령 is written in two: 이 대통령.
  const auto is_one = [&](const std::vector<QueryWord>& alternative) {
    const QueryWord& word = alternative.front();
    const SegmentSet& index = snapshot_.index();
    return !word.bigrams.empty() &&
           index.frequency(word.bigrams.front()) > index.frequency(word.inner_links.front());
  };
  const bool are_few = std::ranges::count_if(words, &QueryWord::is_content) <= kWordsWithForms;
  std::vector<SynonymGroup> groups;
  for (std::size_t first = 0; first < words.size();) {
    const Synonyms::Match found = synonyms_.match(words, first, analyzer_);
    const std::size_t last = first + std::max<std::size_t>(found.length, 1);
    const bool is_hanja_in_front =
        found.length == 2 && words[first].script == Script::kHanja && words[first + 1].is_glued;
    const bool may_be = found.length > 0 && std::ranges::any_of(*found.alternatives, may_stand) &&
                        (!is_hanja_in_front || std::ranges::any_of(*found.alternatives, is_one));
    if (may_be) groups.push_back({first, last, found.alternatives});
    if (found.length == 0 && are_few && !synonyms_.empty()) {
      const bool are_letters = words[first].script == Script::kLetter;
      Alternatives forms = are_letters ? other_numbers(words[first], analyzer_)
                                       : other_forms_of_verb(words[first], analyzer_, snapshot_);
      const bool are_of_verb = !are_letters && !forms.empty() && begins_words(words[first]);
      // 막는, and so 막고 and 막기.
      if (are_of_verb && is_rather_one_syllable(words[first], snapshot_.index()))
        forms.push_back(one_syllable(words[first], analyzer_)->front());
      if (forms.empty()) forms = named_letters(words[first], analyzer_, snapshot_);
      if (std::ranges::any_of(forms, may_stand))
        groups.push_back(
            {first, last, std::make_shared<const Alternatives>(std::move(forms)), are_of_verb});
      else if (is_rather_one_syllable(words[first], snapshot_.index()))
        groups.push_back({first, last, one_syllable(words[first], analyzer_)});
    }
    first = last;
  }
  share_equal(groups);
  return groups;
}

void keep_verbs(const std::vector<SynonymGroup>& groups, std::vector<QueryWord>& words) {
  for (const SynonymGroup& group : groups) {
    if (group.are_of_verb) words[group.first].begins_word = true;
  }
}

std::optional<MatchNode> QueryMatcher::add_leaf(const QueryNode& node, bool is_demanded,
                                                std::vector<Note>& notes) {
  QueryLeaf leaf;
  leaf.node = node;
  switch (node.kind) {
    case Kind::kFilter:
      leaf.terms = expansion_.of_filter(node, notes);
      break;
    case Kind::kDate:
      tell_days_without_articles(leaf.node.dates, snapshot_.database(), notes);
      break;
    default:
      leaf.words = node.kind == Kind::kWords ? words_of(node.text, is_demanded)
                                             : analyze_query(node.text, analyzer_);
      for (QueryWord& word : leaf.words) word.boost = node.boost;
      if (leaf.words.empty()) return std::nullopt;
      if (node.kind == Kind::kPhrase) {
        leaf.pattern.emplace(node.text, TextPattern::Kind::kPhrase, analyzer_);
        leaf.links = phrase_links(node.text, analyzer_);
      }
      if (node.kind == Kind::kPrefix) {
        leaf.pattern.emplace(node.text, TextPattern::Kind::kPrefix, analyzer_);
        // Words of letters and numbers are terms as a whole.
        const std::string& term = leaf.words.back().whole;
        if (!term.empty()) leaf.terms = expansion_.of_prefix(term, node, notes);
      }
  }
  MatchNode out;
  out.kind = node.kind;
  out.leaf = leaves_.size();
  leaves_.push_back(std::move(leaf));
  return out;
}

std::optional<Xapian::Query> QueryMatcher::leaf_candidates(const QueryLeaf& leaf) const {
  std::vector<Xapian::Query> needed;
  switch (leaf.node.kind) {
    case Kind::kFilter:
      if (leaf.node.field == QueryField::kUrl) return std::nullopt;
      return any_of(leaf.terms);
    case Kind::kDate:
      return published_in(leaf.node.dates);
    case Kind::kWords: {
      const Xapian::Query all = articles_with_all(leaf.words, leaf.synonyms);
      return all.empty() ? std::nullopt : std::optional(all);
    }
    default:
      for (const QueryWord& word : leaf.words) {
        const bool is_expanded = &word == &leaf.words.back() && !leaf.terms.empty();
        // One syllable at the edge of a phrase may be a josa of a longer word: not indexed.
        const bool is_vague = word.whole.empty() && word.bigrams.empty() && leaf.words.size() > 1;
        if (is_expanded)
          needed.push_back(any_of(leaf.terms));
        else if (!is_vague && &word == &leaf.words.front() && leaf.words.size() > 1)
          add_first_of_phrase(word, needed);
        else if (!is_vague)
          needed.push_back(articles_with(word));
      }
      for (const std::vector<std::string>& terms : leaf.links) needed.push_back(any_of(terms));
      // Rather miss what only stands in longer words than read everything: "같이 갈".
      if (needed.empty()) needed.push_back(articles_with(leaf.words.front()));
  }
  if (needed.empty()) return std::nullopt;
  return Xapian::Query(Xapian::Query::OP_AND, needed.begin(), needed.end());
}

std::optional<Xapian::Query> QueryMatcher::candidates(const MatchNode& node) const {
  if (is_leaf(node.kind)) return leaf_candidates(leaves_[node.leaf]);
  if (node.kind == Kind::kNot) {
    if (!is_exact(node)) return std::nullopt;
    const auto excluded = candidates(node.children.front());
    if (!excluded) return Xapian::Query();
    return Xapian::Query(Xapian::Query::OP_AND_NOT, all_articles(), *excluded);
  }
  std::vector<Xapian::Query> parts;
  for (const MatchNode& child : node.children) {
    auto part = candidates(child);
    if (part)
      parts.push_back(std::move(*part));
    else if (node.kind == Kind::kOr)
      return std::nullopt;
  }
  if (parts.empty()) return std::nullopt;
  const auto how = node.kind == Kind::kOr ? Xapian::Query::OP_OR : Xapian::Query::OP_AND;
  return Xapian::Query(how, parts.begin(), parts.end());
}

bool QueryMatcher::is_exact(const MatchNode& node) const {
  switch (node.kind) {
    case Kind::kDate:
      return true;
    case Kind::kFilter:
      return leaves_[node.leaf].node.field != QueryField::kUrl;
    case Kind::kRequired:
    case Kind::kNot:
    case Kind::kSequence:
    case Kind::kAnd:
    case Kind::kOr:
      return std::ranges::all_of(node.children,
                                 [&](const MatchNode& child) { return is_exact(child); });
    default:
      return false;
  }
}

bool QueryMatcher::matches(const MatchNode& node, ArticleText& text) const {
  return matches(node, text, Asked::kOfCandidates);
}

bool QueryMatcher::matches(const MatchNode& node, ArticleText& text, Asked asked) const {
  const auto child_matches = [&](const MatchNode& child) { return matches(child, text, asked); };
  switch (node.kind) {
    case Kind::kNot:
      return !matches(node.children.front(), text, Asked::kOfAnyArticle);
    case Kind::kRequired:
    case Kind::kSequence:
    case Kind::kAnd:
      return std::ranges::all_of(node.children, child_matches);
    case Kind::kOr:
      return std::ranges::any_of(node.children, child_matches);
    case Kind::kNear: {
      const QueryField field = leaves_[node.children.front().leaf].node.field;
      const auto is_in = [&](const Analysis& analysis) {
        return !find_near(node, analysis).back().ranges.empty();
      };
      return (field != QueryField::kBody && is_in(text.title())) ||
             (field != QueryField::kTitle && is_in(text.body()));
    }
    default:
      return leaf_matches(leaves_[node.leaf], text, asked);
  }
}

// False where it would take a phrase or prefix of which `may_stand` says no.
template <typename MayStand>
bool QueryMatcher::may_match_with(const MatchNode& node, MayStand may_stand) const {
  const auto child_may = [&](const MatchNode& child) { return may_match_with(child, may_stand); };
  switch (node.kind) {
    case Kind::kRequired:
    case Kind::kSequence:
    case Kind::kAnd:
      return std::ranges::all_of(node.children, child_may);
    case Kind::kOr:
      return std::ranges::any_of(node.children, child_may);
    case Kind::kPhrase:
    case Kind::kPrefix:
      return may_stand(leaves_[node.leaf]);
    default:
      return true;
  }
}

bool QueryMatcher::may_match(const MatchNode& node, std::string_view signature) const {
  return may_match_with(
      node, [&](const QueryLeaf& leaf) { return leaf.pattern->may_stand_with(signature); });
}

// One that has none says the most.
bool QueryMatcher::needs_neighbours(const MatchNode& node) const { return !may_match(node, ""); }

bool QueryMatcher::may_match(const MatchNode& node, const DenseView& article) const {
  return may_match_with(node, [&](const QueryLeaf& leaf) {
    return (leaf.node.field != QueryField::kBody &&
            leaf.pattern->may_stand_in_dense(article.title)) ||
           (leaf.node.field != QueryField::kTitle &&
            leaf.pattern->may_stand_in_dense(article.body));
  });
}

bool QueryMatcher::leaf_matches(const QueryLeaf& leaf, ArticleText& text, Asked asked) const {
  if (leaf.node.kind == Kind::kFilter) return filter_matches(leaf.node, leaf.terms, text.article());
  if (leaf.node.kind == Kind::kDate) {
    const auto day = day_of(text.article().date);
    return day && leaf.node.dates.contains(*day);
  }
  if (leaf.node.kind == Kind::kWords) return words_match(leaf, text, asked);
  const TextPattern& pattern = *leaf.pattern;
  const bool in_title = leaf.node.field != QueryField::kBody;
  const bool in_body = leaf.node.field != QueryField::kTitle;
  if (asked == Asked::kOfCandidates || leaf.words.size() > 1) {
    if (in_title && pattern.surely_stands_in(text.article().title)) return true;
    if (in_body && pattern.surely_stands_in(text.article().body)) return true;
  }
  return (in_title && stands_in(leaf, text.article().title, asked)) ||
         (in_body && stands_in(leaf, text.article().body, asked));
}

// Analyzes the sentences where the pattern may stand, until it does.
bool QueryMatcher::stands_in(const QueryLeaf& leaf, std::string_view text, Asked asked) const {
  const TextPattern& pattern = *leaf.pattern;
  std::vector<UnitRange> found;
  for (std::size_t begin = 0; begin < text.size() && found.empty();) {
    const std::size_t end = pattern.spans_sentences() ? text.size() : end_of_sentence(text, begin);
    const std::string_view sentence = text.substr(begin, end - begin);
    if (pattern.may_stand_in(sentence)) {
      analyzer_.find_words(sentence, analysis_);
      pattern.find(analysis_, found);
      if (asked == Asked::kOfAnyArticle && leaf.words.size() == 1) {
        const auto stem = static_cast<std::uint32_t>(leaf.words.front().stem.size());
        std::erase_if(found, [&](const UnitRange& range) {
          return is_across_stem_end(analysis_, range.begin, range.begin + stem);
        });
      }
    }
    begin = end;
  }
  return !found.empty();
}

bool QueryMatcher::words_match(const QueryLeaf& leaf, ArticleText& text, Asked asked) const {
  FoundWords found(leaf.words, leaf.synonyms, asked, &torn_);
  if (leaf.node.field != QueryField::kBody) found.look_in(text.title());
  if (leaf.node.field != QueryField::kTitle && !found.all()) found.look_in(text.body());
  return found.all();
}

std::vector<UnitRange> QueryMatcher::find_places(const MatchNode& node,
                                                 const Analysis& text) const {
  std::vector<UnitRange> found;
  if (node.kind != Kind::kNear) {
    find_leaf(leaves_[node.leaf], text, found);
    return found;
  }
  std::vector<NearPlaces> parts = find_near(node, text);
  // What is near the one before need not be near the one behind.
  for (std::size_t i = parts.size() - 1; i-- > 0;) parts[i].keep_near(parts[i + 1], node.distance);
  for (const NearPlaces& part : parts)
    found.insert(found.end(), part.ranges.begin(), part.ranges.end());
  return found;
}

void QueryMatcher::find_leaf(const QueryLeaf& leaf, const Analysis& text,
                             std::vector<UnitRange>& found) const {
  if (leaf.pattern) return leaf.pattern->find(text, found);
  if (leaf.words.empty()) return;
  std::vector<WordMatch> matches;
  TextMatcher(leaf.words).find(text, matches);
  // All its words, side by side: AI반도체 is not an AI by itself.
  keep_neighbours(
      leaf.words, text, matches, [](std::size_t) { return true; },
      [](const WordMatch&) { return false; });
  for (const WordMatch& match : matches) found.push_back({match.begin, match.end});
}

// The places of each child near one of the child before it; all but the last may have others, and
// where one has none so have those behind.
std::vector<NearPlaces> QueryMatcher::find_near(const MatchNode& node, const Analysis& text) const {
  std::vector<NearPlaces> parts(node.children.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    find_leaf(leaves_[node.children[i].leaf], text, parts[i].ranges);
    parts[i].ordinals = ordinals(text, parts[i].ranges);
    if (i > 0) parts[i].keep_near(parts[i - 1], node.distance);
    if (parts[i].ranges.empty()) break;
  }
  return parts;
}

}  // namespace gisa
