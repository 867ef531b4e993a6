#include "common/analysis/term_rules/rule_tables.h"

namespace gisa::rules {

std::u16string_view surnames() {
  return u"김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류"
         u"나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용";
}

std::u16string_view surnames_of_no_verb() {
  return u"김이박최조윤장오서신황송류유홍문양손배백허남곽차주우민나지엄채방공현함염여추도석마왕옥맹"
         u"국은";
}

std::u16string_view titles() {
  return u"대표|의원|장관|차관|총리|대통령|회장|사장|의장|위원장|시장|지사|교수|감독|선수|기자|"
         u"검사|판사|변호사|총장|청장|국장|실장|원장|소장|이사|팀장|부장|과장|차장|선배|후배|"
         u"선생|박사|목사|신부|작가|배우|가수|코치|고객|부모|어머|아버|기사|독자|시청자|형제";
}

}  // namespace gisa::rules
