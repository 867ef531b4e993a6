// What makes articles and queries come under the same rules, or be refused.
#include <fmt/format.h>
#include <xxhash.h>

#include <string>
#include <string_view>

#include "common/analysis/analyzer.h"
#include "common/analysis/hanja/hanja.h"
#include "common/analysis/term_rules/rule_tables.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

// Raise when the engine, not a table, changes what is indexed.
constexpr std::string_view kRulesVersion = "11";

}  // namespace

std::string_view Analyzer::fingerprint() {
  static const std::string instance = [] {
    std::string rules(kRulesVersion);
    const auto add = [&](std::u16string_view text) {
      append_utf8(rules, text);
      rules.push_back('\n');
    };
    for (const rules::Josa& josa : rules::josa()) {
      add(josa.text);
      rules.push_back(static_cast<char>(josa.after));
      rules.push_back(static_cast<char>(josa.layer));
    }
    for (std::size_t form = 0; form < rules::kStemForms; ++form) {
      add(rules::endings_of(static_cast<rules::Stem>(form)));
    }
    for (const rules::LightVerb& verb : rules::light_verbs()) {
      add(verb.head);
      add(verb.citation);
      rules.push_back(static_cast<char>(verb.form));
    }
    add(rules::general_endings());
    add(rules::whole_words());
    add(rules::whole_tails());
    add(rules::parted_tails());
    add(rules::surnames());
    add(rules::surnames_of_no_verb());
    add(rules::nouns_in_ui());
    add(rules::titles());
    add(rules::common_syllables());
    for (const rules::Unit& unit : rules::units()) {
      add(unit.word);
      add(unit.sign);
    }
    add(rules::question_words());
    add(rules::empty_words());
    append_hanja_tables(rules);
    return fmt::format("{:016x}", XXH3_64bits(rules.data(), rules.size()));
  }();
  return instance;
}

}  // namespace gisa
