#include <array>

#include "common/analysis/term_rules/rule_tables.h"

namespace gisa::rules {
namespace {

// Spelled-out units behind a number, and the sign that means the same (after normalization, so that
// ㎞ is km and ㎡ is m2). Units without a sign in common use stay words.
constexpr auto kUnits = std::to_array<Unit>({
    {u"퍼센트", u"%"},        {u"프로", u"%"},         {u"퍼센트포인트", u"%p"},
    {u"나노미터", u"nm"},     {u"나노", u"nm"},        {u"밀리미터", u"mm"},
    {u"센티미터", u"cm"},     {u"센티", u"cm"},        {u"미터", u"m"},
    {u"킬로미터", u"km"},     {u"제곱미터", u"m2"},    {u"평방미터", u"m2"},
    {u"세제곱미터", u"m3"},   {u"입방미터", u"m3"},    {u"제곱킬로미터", u"km2"},
    {u"헥타르", u"ha"},       {u"밀리그램", u"mg"},    {u"그램", u"g"},
    {u"킬로그램", u"kg"},     {u"톤", u"t"},           {u"밀리리터", u"ml"},
    {u"리터", u"l"},          {u"킬로바이트", u"kb"},  {u"메가바이트", u"mb"},
    {u"기가바이트", u"gb"},   {u"테라바이트", u"tb"},  {u"와트", u"w"},
    {u"킬로와트", u"kw"},     {u"메가와트", u"mw"},    {u"기가와트", u"gw"},
    {u"킬로와트시", u"kwh"},  {u"메가와트시", u"mwh"}, {u"기가와트시", u"gwh"},
    {u"헤르츠", u"hz"},       {u"메가헤르츠", u"mhz"}, {u"기가헤르츠", u"ghz"},
    {u"볼트", u"v"},          {u"데시벨", u"db"},      {u"칼로리", u"cal"},
    {u"킬로칼로리", u"kcal"},
});

}  // namespace

std::span<const Unit> units() { return kUnits; }

}  // namespace gisa::rules
