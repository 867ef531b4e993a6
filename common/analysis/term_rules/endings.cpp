#include <array>

#include "common/analysis/term_rules/rule_tables.h"

namespace gisa::rules {
namespace {

using enum Stem;

// By form of the stem, in the order of Stem.
constexpr std::array<std::u16string_view, kStemForms> kEndings = {
    // kOpen
    u"|다|는|는다|고|며|면|면서|지|지만|지는|지도|지를|기|기로|"
    u"기도|기는|기에|기를|기가|기까지|기만|기보다|기위해|게|게끔|"
    u"도록|려고|려는|려|려면|려다|러|자|자고|자는|자며|자마자|니|"
    u"니까|나|나요|는가|는가요|는지|는지를|는지도|는지에|는데|"
    u"는데요|는데도|는데다|는중|던|던지|거나|든|든지|세요|십시오|"
    u"시오|시는|신|시고|라|라고|라는|라며|라면|더니|더라도|느냐|"
    u"느냐는|느라|므로|고자|고서|고는|고도|고있는|고있다|고있어|"
    u"는것|죠|지요|다고|다는|다며|다면|다가|다니|자면|듯|듯이|"
    u"겠다|겠다고|겠다는|겠다며|겠습니다|겠지만|겠느냐|지않은|"
    u"지않는|지않고|지못한|지못해|수록|네|네요|냐|냐는|냐고|"
    u"길|긴|진|되|곤|실|시기|시길|시면|셔서|겠단|겠죠|더라",
    // kFinalN
    u"|다|다고|다는|다며|다면|다면서|다지만|다던|다거나|다더니|데|"
    u"데다|데도|지|지도|지를|지는|지에|가|가요|가에|가를|걸|즉|바|"
    u"들|채|만큼|대로|답니다|단",
    // kFinalL
    u"|까|까요|까봐|지|지도|지를|지는|지에|수록|수|텐데|만큼|만한|"
    u"뿐|것|때|지라도|게|게요|래|래요",
    // kFinalM
    u"|에|에도|에는|에따라|으로|으로써|으로서|을|은|이|과|의|도",
    // kFinalB
    u"니다|니다만|니까|시다|니다고",
    // kPast
    u"다|다고|다는|다며|다면|다면서|다가|다지만|다던|다거나|"
    u"습니다|습니까|습니다만|는데|는데요|는데도|는지|는지를|"
    u"는지도|는지에|는가|는가요|나|나요|으며|으면|으면서|으나|"
    u"으니|으니까|으므로|고|고요|던|던지|던가|던것|지|지만|지요|"
    u"죠|거나|기|기에|기를|기때문|음|음을|음에도|음에|음이|음은|"
    u"을|을까|을까요|을지|을때|을뿐|을지도|어|어요|었다|더라|더니|"
    u"더라면|더라도|네|네요|느냐|느냐는|냐|냐는|듯|듯이|다네|단다|"
    u"답니다|으리라|자|단",
    // kLinked
    u"|서|서는|서도|서야|도|야|야만|야할|야한다|야하는|야한다고|"
    u"야한다는|요|라|온|오는|왔다|왔던|왔으며|왔고|오고|올|와|준|"
    u"주는|주고|줄|줬다|줘|주기|주세요|줍니다|본|보는|보고|볼|"
    u"봤다|보니|보면|보자|보기|볼까|진|지는|진다|질|져|졌다|졌던|"
    u"졌고|지고|지며|지기|지면|졌으며|놓고|놓은|놓은|두고|둔|두는|"
    u"버린|버렸다|낸|내는|냈다|내고|나가는|나갈|나간다|나가|"
    u"나가고|나가겠다|가는|가고|갈|가며|간다|있는|있다|있으며|"
    u"있고|있던|있어|있었다|있다고|있습니다|있었던|"
    u"선|달라|달라고|달라는|달라며|주신|주면|주길|주지|보라|야지",
};

constexpr auto kLightVerbs = std::to_array<LightVerb>({
    {u"하", kOpen, u"하"},       {u"한", kFinalN, u"하"},     {u"할", kFinalL, u"하"},
    {u"함", kFinalM, u"하"},     {u"합", kFinalB, u"하"},     {u"했", kPast, u"하"},
    {u"하였", kPast, u"하"},     {u"해", kLinked, u"하"},     {u"하여", kLinked, u"하"},
    {u"되", kOpen, u"되"},       {u"된", kFinalN, u"되"},     {u"될", kFinalL, u"되"},
    {u"됨", kFinalM, u"되"},     {u"됩", kFinalB, u"되"},     {u"됐", kPast, u"되"},
    {u"되었", kPast, u"되"},     {u"돼", kLinked, u"되"},     {u"되어", kLinked, u"되"},
    {u"시키", kOpen, u"시키"},   {u"시킨", kFinalN, u"시키"}, {u"시킬", kFinalL, u"시키"},
    {u"시킴", kFinalM, u"시키"}, {u"시킵", kFinalB, u"시키"}, {u"시켰", kPast, u"시키"},
    {u"시켜", kLinked, u"시키"}, {u"당하", kOpen, u"당하"},   {u"당한", kFinalN, u"당하"},
    {u"당할", kFinalL, u"당하"}, {u"당했", kPast, u"당하"},   {u"당하였", kPast, u"당하"},
    {u"당해", kLinked, u"당하"}, {u"받", kOpen, u"받"},       {u"받으", kOpen, u"받"},
    {u"받은", kFinalN, u"받"},   {u"받을", kFinalL, u"받"},   {u"받음", kFinalM, u"받"},
    {u"받습", kFinalB, u"받"},   {u"받았", kPast, u"받"},     {u"받아", kLinked, u"받"},
    {u"드리", kOpen, u"드리"},   {u"드린", kFinalN, u"드리"}, {u"드립", kFinalB, u"드리"},
    {u"드렸", kPast, u"드리"},   {u"드려", kLinked, u"드리"}, {u"있", kOpen, u"있"},
    {u"있", kPast, u"있"},       {u"있으", kOpen, u"있"},     {u"있을", kFinalL, u"있"},
    {u"있음", kFinalM, u"있"},   {u"있습", kFinalB, u"있"},   {u"있었", kPast, u"있"},
    {u"있어", kLinked, u"있"},   {u"없", kOpen, u"없"},       {u"없", kPast, u"없"},
    {u"없으", kOpen, u"없"},     {u"없을", kFinalL, u"없"},   {u"없음", kFinalM, u"없"},
    {u"없습", kFinalB, u"없"},   {u"없었", kPast, u"없"},     {u"없어", kLinked, u"없"},
    {u"없이", kFinalM, u"없"},
});

// Not 기도, 기를 ...: 기 makes a noun of a verb, 살리기, and ends others, 이야기, 분위기.
constexpr std::u16string_view kGeneralEndings =
    u"습니다|습니까|는다|는다고|는다는|는다며|는데|는데도|는지|"
    u"는지를|는가|는가요|나요|으며|으면|으면서|으나|으니|으므로|"
    u"지만|면서|도록|려고|려는|던|거나|"
    u"으려|으려고|으려는|을까|을까요|을지|을수록|어서|아서|어야|"
    u"아야|어요|아요|으세요|세요|십시오|다고|다는|다며|다면";

}  // namespace

std::u16string_view endings_of(Stem form) { return kEndings[static_cast<std::size_t>(form)]; }
std::span<const LightVerb> light_verbs() { return kLightVerbs; }
std::u16string_view general_endings() { return kGeneralEndings; }

}  // namespace gisa::rules
