#include "searcher/engine/synonyms/synonyms.h"

#include <algorithm>
#include <span>
#include <utility>

#include "common/analysis/hanja/hanja.h"
#include "common/analysis/spelled_numbers.h"
#include "common/messages/messages.h"
#include "common/text/utf8.h"
#include "gisa/error.h"
#include "searcher/engine/synonyms/counters.h"
#include "searcher/engine/synonyms/currency_signs.h"
#include "searcher/engine/synonyms/fractions.h"
#include "searcher/engine/synonyms/glued_hanja.h"
#include "searcher/engine/synonyms/large_numbers.h"
#include "searcher/engine/synonyms/name_forms.h"
#include "searcher/engine/synonyms/officials.h"
#include "searcher/engine/synonyms/scores.h"
#include "searcher/engine/synonyms/spelling_rules.h"
#include "searcher/engine/words/joined_words.h"

namespace gisa {
namespace {

constexpr std::string_view kDefaultText =
#include "searcher/engine/synonyms/default_synonyms.inc"  // generated from data/synonyms.txt
    ;

bool is_same(const QueryWord& a, const QueryWord& b) {
  return a.stem == b.stem || (a.script == Script::kHangul && a.surface == b.surface);
}

bool is_same(const std::vector<QueryWord>& a, const std::vector<QueryWord>& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) { return is_same(x, y); });
}

// A comment begins a line or follows a space: C# is none.
std::string_view without_comment(std::string_view line) {
  return line.starts_with('#') ? std::string_view{} : line.substr(0, line.find(" #"));
}

// Takes the text up to `separator` off the front of `rest`.
std::string_view take_until(std::string_view& rest, std::string_view separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + separator.size());
  return part;
}

// Written without a blank, its words stand so in articles, too: S-OIL is no S and OIL of others.
std::vector<QueryWord> read_side(std::string_view side, Analyzer& analyzer) {
  constexpr std::string_view kBlanks = " \t\r";
  std::vector<QueryWord> words = analyze_query(side, analyzer);
  const std::size_t first = side.find_first_not_of(kBlanks);
  const std::size_t blank = side.find_first_of(kBlanks, first);
  const bool is_one = side.find_first_not_of(kBlanks, blank) == std::string_view::npos;
  for (std::size_t i = 1; is_one && i < words.size(); ++i) words[i].goes_on = true;
  return words;
}

// Of Hanja that begin with one of several readings: 金正恩 is read 금정은, but 김정은 by those who
// know him.
std::vector<std::u16string> other_readings(const QueryWord& word) {
  std::vector<std::u16string> others;
  if (word.surface.size() < 2 || word.stem.size() != word.surface.size()) return others;
  for (const char16_t reading : hanja_readings(word.surface[0])) {
    if (reading != word.stem[0]) others.push_back(reading + word.stem.substr(1));
  }
  return others;
}

// Of a number and the name of a currency; 0: they are none.
char16_t sign_of_amount(std::span<const QueryWord> words) {
  if (words.size() < 2 || words[0].script != Script::kNumber) return 0;
  return words[1].is_glued ? currency_sign_of(words[1].stem) : u'\0';
}

// Of a word by itself.
OtherForms other_forms(const QueryWord& word) {
  if (word.script == Script::kHanja) return {1, other_readings(word)};
  if (word.script == Script::kNumber) return {1, other_forms_of_number(word.stem)};
  if (word.script != Script::kHangul) return {};
  OtherForms other{1, with_digits(word.stem)};
  other.forms.push_back(other_form_of_name(word.stem));
  other.forms.push_back(right_spelling(word.stem));
  if (is_other_form_ambiguous(word.stem)) other.place = OtherForms::Place::kWholeWord;
  return other;
}

}  // namespace

std::string_view Synonyms::default_text() { return kDefaultText; }

void Synonyms::read(std::string_view text, const std::string& name, Analyzer& analyzer) {
  std::size_t number = 0;
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  while (!text.empty()) {
    ++number;
    std::string_view line = take_until(text, "\n");
    line = without_comment(line);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const auto reject = [&](const std::string& what) {
      std::string message = name;
      message.append(":").append(std::to_string(number)).append(": ").append(what);
      throw Error(ErrorCode::kInvalidArgument, message,
                  tr("a line has the form: 한은 = 한국은행, or 코로나 => 코로나19"));
    };
    const bool one_way = line.find("=>") != std::string_view::npos;
    std::vector<Phrase> phrases;
    while (!line.empty()) {
      phrases.push_back(read_side(take_until(line, one_way ? "=>" : "="), analyzer));
      if (phrases.back().empty()) reject(tr("nothing stands beside the sign ="));
    }
    if (phrases.size() < 2) reject(tr("there is no sign = with words on both sides"));
    if (one_way && phrases.size() > 2) reject(tr("more than one sign =>"));
    for (std::size_t from = 0; from < (one_way ? 1 : phrases.size()); ++from) {
      for (std::size_t to = 0; to < phrases.size(); ++to) {
        if (from != to && !add(phrases[from], phrases[to]))
          reject(tr_format("more than {} others stand for one word", kMostAlternatives));
      }
    }
  }
  tell_apart();
}

// 방송통신위원회 is none inside 과학기술정보방송통신위원회, which has an entry of its own.
void Synonyms::tell_apart() {
  constexpr std::size_t kLong = 6;  // syllables; shorter ones are of that kind: 국가산업단지
  std::vector<const std::u16string*> names;
  for (const auto& [stem, entries] : entries_) {
    if (stem.size() > kLong) names.push_back(&stem);
  }
  for (auto& [stem, entries] : entries_) {
    for (Entry& entry : entries) {
      const auto is_other_name = [&](const std::u16string* longer, const QueryWord& word) {
        return longer->size() > word.stem.size() && longer->ends_with(word.stem) &&
               std::ranges::none_of(*entry.alternatives,
                                    [&](const Phrase& other) { return other[0].stem == *longer; });
      };
      for (Phrase& phrase : *entry.alternatives) {
        QueryWord& word = phrase[0];
        if (phrase.size() != 1 || word.stem.size() < kLong) continue;
        word.begins_word = std::ranges::any_of(
            names, [&](const std::u16string* name) { return is_other_name(name, word); });
      }
    }
  }
}

// False if there are too many already.
bool Synonyms::add(const Phrase& from, const Phrase& to) {
  if (is_same(from, to)) return true;
  std::vector<Entry>& entries = entries_[from[0].stem];
  auto entry =
      std::ranges::find_if(entries, [&](const Entry& e) { return is_same(e.words, from); });
  if (entry == entries.end()) entry = entries.insert(entry, {.words = from});
  const bool known =
      std::ranges::any_of(*entry->alternatives, [&](const Phrase& p) { return is_same(p, to); });
  if (known) return true;
  if (entry->alternatives->size() == kMostAlternatives) return false;
  entry->alternatives->push_back(to);
  return true;
}

Synonyms::Match Synonyms::match(const std::vector<QueryWord>& words, std::size_t first,
                                Analyzer& analyzer) const {
  Match best;
  if (entries_.empty()) return best;
  const auto found = entries_.find(words[first].stem);
  if (found == entries_.end()) return match_by_rule(words, first, analyzer);
  for (const Entry& entry : found->second) {
    const std::size_t length = entry.words.size();
    if (length <= best.length || first + length > words.size()) continue;
    const bool same = std::equal(entry.words.begin(), entry.words.end(),
                                 words.begin() + static_cast<std::ptrdiff_t>(first),
                                 [](const auto& a, const auto& b) { return is_same(a, b); });
    if (same) best = {length, entry.alternatives};
  }
  return best.length > 0 ? best : match_by_rule(words, first, analyzer);
}

bool Synonyms::knows_name(const QueryWord& word) const {
  const auto found = entries_.find(word.surface);
  return found != entries_.end() &&
         std::ranges::any_of(found->second, [](const Entry& e) { return e.words.size() == 1; });
}

std::vector<std::u16string> Synonyms::listed_for(const std::u16string& stem) const {
  std::vector<std::u16string> stems;
  const auto found = entries_.find(stem);
  if (found == entries_.end()) return stems;
  for (const Entry& entry : found->second) {
    if (entry.words.size() != 1) continue;
    for (const Phrase& other : *entry.alternatives) {
      if (other.size() == 1) stems.push_back(other[0].stem);
    }
  }
  return stems;
}

OtherForms Synonyms::forms_by_rule(const std::vector<QueryWord>& words, std::size_t first) const {
  // From the first of them on: some of five are no word.
  const std::span<const QueryWord> joined =
      words[first].is_joined ? std::span(words).subspan(first, 1) : joined_words(words, first);
  // Words with synonyms of their own are no parts, 학계·한은; syllables are: 한·미.
  const auto has_entry = [&](const QueryWord& word) {
    const bool is_word = word.script == Script::kHangul && word.stem.size() > 1;
    return is_word && entries_.contains(word.stem);
  };
  const auto rest = std::span(words).subspan(first);
  if (OtherForms score = other_form_of_score(rest); score.words > 0) return score;
  if (OtherForms fraction = other_form_of_fraction(rest); fraction.words > 0) return fraction;
  std::u16string word = without_joining_marks(joined);
  if (!word.empty() && std::ranges::none_of(joined, has_entry))
    return {joined.size(), {std::move(word)}};
  if (OtherForms hangul = other_forms_of_glued_hanja(rest); hangul.words > 0) return hangul;
  if (OtherForms number = other_forms_of_large_number(rest); number.words > 0) return number;
  const auto names_of = [this](const std::u16string& name) { return listed_for(name); };
  if (OtherForms titles = other_titles(rest, names_of); titles.words > 0) return titles;
  if (OtherForms count = other_count(rest); count.words > 0) return count;
  return other_forms(words[first]);
}

Synonyms::Match Synonyms::match_by_rule(const std::vector<QueryWord>& words, std::size_t first,
                                        Analyzer& analyzer) const {
  OtherForms other = forms_by_rule(words, first);
  // An amount may stand behind the sign of its currency: $169,000 for 169,000달러.
  const char16_t sign = sign_of_amount(std::span(words).subspan(first));
  const bool has_sign = sign != 0 && other.words <= 2;
  if (has_sign && other.words < 2) {
    for (std::u16string& form : other.forms) form += words[first + 1].stem;
    other.words = 2;
  }
  const bool is_title = other.place == OtherForms::Place::kTitle;
  Alternatives alternatives;
  for (const std::u16string& form : other.forms) {
    if (form.empty()) continue;
    alternatives.push_back(analyze_query(to_utf8(form), analyzer));
    for (QueryWord& word : alternatives.back()) {
      const bool is_first = &word == &alternatives.back().front();
      word.stands_alone = other.place == OtherForms::Place::kWholeWord;
      word.begins_word = is_title && is_first;
      word.goes_on = word.goes_on || (is_title && !is_first);
    }
  }
  if (has_sign) {
    alternatives.push_back(analyze_query(to_utf8(words[first].surface), analyzer));
    alternatives.back().front().sign = sign;
  }
  if (alternatives.empty()) return {};
  return {other.words, std::make_shared<const Alternatives>(std::move(alternatives))};
}

std::shared_ptr<const Synonyms> default_synonyms() {
  static const std::shared_ptr<const Synonyms> instance = [] {
    Analyzer analyzer;
    auto synonyms = std::make_shared<Synonyms>();
    synonyms->read(Synonyms::default_text(), tr("default synonyms"), analyzer);
    return synonyms;
  }();
  return instance;
}

}  // namespace gisa
