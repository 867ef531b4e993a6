#include "common/analysis/term_rules/rule_tables.h"

namespace gisa::rules {
namespace {

// The hundred that stand in more than half of all articles, counted in forty thousand of them, most
// frequent first. They carry a quarter of all single syllables that an index would hold, and tell
// no articles apart.
constexpr std::u16string_view kCommonSyllables =
    u"일이지대고기사전다시정해가자장수인한있상원보리하부서제도주어국의위적는라관공성등"
    u"경중구히조내동계에아통진비소은로신개을과나화스오선년회여것발재으만명유안간행용모"
    u"실문치연방영체우분반면무단미최현후업강거";

}  // namespace

std::u16string_view common_syllables() { return kCommonSyllables; }

}  // namespace gisa::rules
