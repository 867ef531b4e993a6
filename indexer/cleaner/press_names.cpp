#include "indexer/cleaner/press_names.h"

#include <algorithm>
#include <array>

#include "indexer/cleaner/text_scan.h"

namespace gisa::cleaning {
namespace {

// clang-format off
// (one name a line would hide the shape of the tables)
// Tables are sorted by bytes for the binary search; a static_assert below tells when one is not.

/// News outlets and agencies.
constexpr std::array<std::string_view, 223> kPress = {
    "AFP", "AFP연합뉴스", "AFP통신", "AI타임스", "AP", "AP뉴시스", "AP연합뉴스", "AP통신",
    "BBS", "CBS", "CBS노컷뉴스", "CJB청주방송", "CPBC", "DPA", "EBS", "EPA", "EPA연합뉴스",
    "IT조선", "JIBS", "JTBC", "KBS", "MBC", "MBN", "MTN", "OBS", "OSEN", "SBS", "SBS Biz",
    "SBSBiz", "TBS", "TV조선", "UPI", "YTN", "ZDNet", "kbc광주방송", "강원도민일보", "강원일보",
    "게티이미지", "게티이미지뱅크", "게티이미지코리아", "경기일보", "경남도민일보", "경남신문",
    "경남일보", "경북일보", "경인일보", "경향신문", "공감신문", "광주일보", "교도", "교도통신",
    "국민일보", "국제신문", "글로벌경제신문", "글로벌이코노믹", "기자협회보", "나우뉴스",
    "남도일보", "노동신문", "노컷뉴스", "농민신문", "뉴데일리", "뉴스1", "뉴스로드", "뉴스엔",
    "뉴스웨이", "뉴스타파", "뉴스토마토", "뉴스투데이", "뉴스핌", "뉴시스", "뉴시스통신",
    "대구MBC", "대구신문", "대전일보", "더리브스", "더벨", "더스쿠프", "더팩트",
    "데일리e스포츠", "데일리안", "데일리팜", "동아닷컴", "동아사이언스", "동아일보",
    "디지털데일리", "디지털타임스", "레이디경향", "로이터", "로이터뉴스1", "로이터연합뉴스",
    "로이터통신", "마이데일리", "마켓인", "매경", "매경닷컴", "매경이코노미", "매일경제",
    "매일신문", "머니S", "머니투데이", "메디칼타임즈", "메트로신문", "무등일보", "문학뉴스",
    "문화일보", "미디어오늘", "미디어펜", "바이라인네트워크", "법률신문", "부산일보",
    "브릿지경제", "블로터", "블룸버그", "비즈니스포스트", "비즈워치", "비즈한국", "서울경제",
    "서울신문", "서울와이어", "세계일보", "세정일보", "소비자가만드는신문", "스타뉴스",
    "스포츠경향", "스포츠동아", "스포츠서울", "스포츠월드", "스포츠조선", "스포츠투데이",
    "스포츠한국", "스포티비뉴스", "시사IN", "시사오늘", "시사위크", "시사저널", "신동아",
    "신화", "신화사", "신화사 연합뉴스", "신화통신", "아시아경제", "아이뉴스24", "아주경제",
    "앳스타일", "약업신문", "엑스포츠뉴스", "여성신문", "연합", "연합뉴스", "연합뉴스TV",
    "연합인포맥스", "영남일보", "오마이뉴스", "울산매일", "월간 산", "월간조선", "월간중앙",
    "위키트리", "의학신문", "이뉴스투데이", "이데일리", "이코노미스트", "이투데이", "인사이트",
    "인천일보", "일간스포츠", "일다", "일요시사", "일요신문", "전남일보", "전북도민일보",
    "전북일보", "전자신문", "전주MBC", "제민일보", "제주일보", "조선닷컴", "조선비즈",
    "조선일보", "조선중앙통신", "조세일보", "주간경향", "주간동아", "주간조선", "중도일보",
    "중부일보", "중앙SUNDAY", "중앙일보", "지디넷코리아", "채널A", "청년의사", "충청일보",
    "충청투데이", "컨슈머타임스", "코리아중앙데일리", "코리아타임스", "코리아헤럴드",
    "코메디닷컴", "쿠키뉴스", "타스", "타스통신", "테크M", "텐아시아", "톱스타뉴스",
    "투데이코리아", "파이낸셜뉴스", "팜이데일리", "포모스", "프레시안", "한겨레", "한겨레21",
    "한경", "한경닷컴", "한경비즈니스", "한국경제", "한국경제TV", "한국금융신문", "한국일보",
    "한라일보", "한의신문", "헤럴드경제", "헬스조선"};

/// Endings that outlets missing from the table are known by.
constexpr std::array<std::string_view, 14> kPressEndings = {
    "일보",   "신문",   "뉴스", "타임스", "타임즈", "투데이",   "저널",
    "데일리", "헤럴드", "통신", "방송",   "닷컴",   "이코노미", "미디어"};

/// Agencies and picture banks whose bare name is a photo credit.
constexpr std::array<std::string_view, 29> kPhotoAgencies = {
    "AFP", "AFP연합뉴스", "AP", "AP뉴시스", "AP연합뉴스", "DPA", "EPA", "EPA연합뉴스", "Getty",
    "GettyImages", "UPI", "게티이미지", "게티이미지뱅크", "게티이미지코리아", "뉴스1", "뉴시스",
    "로이터", "로이터뉴스1", "로이터연합뉴스", "로이터통신", "셔터스톡", "신화", "신화통신",
    "언스플래시", "연합", "연합뉴스", "이미지투데이", "클립아트코리아", "픽사베이"};

/// Places that datelines name.
constexpr std::array<std::string_view, 244> kPlaces = {
    "가평", "강남", "강동", "강릉", "강북", "강서", "강원", "강진", "개성", "거제", "거창",
    "경기", "경남", "경북", "경산", "경주", "계룡", "고령", "고성", "고양", "고창", "고흥",
    "곡성", "공주", "과천", "광명", "광양", "광저우", "광주", "괴산", "교토", "구례", "구리",
    "구미", "국회", "군산", "군위", "군포", "금산", "김제", "김천", "김포", "김해", "나고야",
    "나주", "남양주", "남원", "남해", "내포", "노원", "논산", "뉴델리", "뉴욕", "단양", "담양",
    "당진", "대구", "대만", "대전", "도라산", "도쿄", "독일", "동두천", "동해", "두바이",
    "런던", "로마", "마닐라", "마드리드", "마산", "마카오", "마포", "멕시코", "모스크바",
    "목포", "무안", "무주", "문경", "미국", "밀양", "방콕", "베를린", "베이징", "보령", "보성",
    "보은", "봉화", "부산", "부안", "부여", "부천", "브라질", "브뤼셀", "빈", "사천", "산청",
    "삼척", "삿포로", "상주", "상하이", "서산", "서울", "서천", "선양", "선전", "성남", "성주",
    "세종", "속초", "송파", "수원", "순창", "순천", "시드니", "시흥", "신안", "싱가포르",
    "아산", "안동", "안산", "안성", "안양", "안양시", "양구", "양산", "양양", "양주", "양평",
    "여수", "여의도", "여주", "연천", "영광", "영국", "영덕", "영동", "영암", "영양", "영월",
    "영종도", "영주", "영천", "예산", "예천", "오사카", "오산", "옥천", "완도", "완주", "용산",
    "용인", "우한", "울릉", "울산", "울진", "워싱턴", "원주", "유엔", "음성", "의령", "의성",
    "의왕", "의정부", "이라크", "이란", "이스탄불", "이집트", "이천", "익산", "인도", "인제",
    "인천", "일본", "임실", "자카르타", "장성", "장수", "장흥", "전남", "전북", "전주", "정선",
    "정선군", "정읍", "제네바", "제주", "제천", "종로", "중국", "증평", "진도", "진안", "진주",
    "진천", "진해", "창녕", "창원", "천안", "철원", "청도", "청송", "청양", "청와대", "청주",
    "춘천", "충남", "충북", "충주", "칠곡", "카이로", "캐나다", "타이베이", "태국", "태백",
    "태안", "터키", "통영", "파리", "파주", "판문점", "평양", "평창", "평택", "포천", "포항",
    "프랑스", "하남", "하노이", "하동", "함안", "함양", "함평", "합천", "해남", "호주",
    "호찌민", "홍성", "홍천", "홍콩", "화성", "화순", "화천", "횡성", "후쿠오카"};

/// Surnames of one syllable. A syllable too many here costs little: other checks follow.
constexpr std::array<std::string_view, 120> kSurnames = {
    "가", "간", "갈", "감", "강", "견", "경", "고", "공", "곽", "구", "국", "권", "금", "기",
    "길", "김", "나", "남", "노", "단", "당", "대", "도", "동", "두", "라", "류", "마", "맹",
    "명", "모", "목", "문", "민", "박", "반", "방", "배", "백", "범", "변", "복", "봉", "부",
    "빈", "빙", "사", "상", "서", "석", "선", "설", "성", "소", "손", "송", "순", "승", "시",
    "신", "심", "안", "양", "어", "엄", "여", "연", "염", "예", "오", "옥", "온", "옹", "왕",
    "용", "우", "원", "위", "유", "육", "윤", "은", "음", "이", "인", "임", "장", "전", "정",
    "제", "조", "좌", "주", "지", "진", "차", "창", "채", "천", "최", "추", "탁", "태", "판",
    "팽", "편", "평", "표", "하", "한", "함", "허", "현", "형", "호", "홍", "화", "황", "흥"};

constexpr std::array<std::string_view, 10> kLongSurnames = {"남궁", "황보", "제갈", "선우", "독고",
                                                            "사공", "서문", "동방", "망절", "어금"};

/// Words that look like a person and are a rank, a desk or plain prose.
constexpr std::array<std::string_view, 127> kNotPersons = {
    "강원도", "강조", "객원", "경기도", "경제", "경제부", "고객", "고정", "공간", "공동",
    "공동취재", "공식", "과학", "관련", "교수", "교육", "구독", "구성", "국장", "국제",
    "국제부", "그래픽", "금융", "금융부", "기사", "기상", "기자", "기획", "논설", "단독",
    "당시", "대기자", "대표", "독자", "디지털", "명예", "문의", "문화", "문화부", "방송",
    "변호사", "본부", "부동산", "부장", "사진", "사진기자", "사진부", "사회", "사회부", "산업",
    "산업부", "상담", "선임", "속보", "수습", "시민", "신문", "심층", "안내", "여행", "연구",
    "연예", "연합", "영상", "오늘", "오디오", "온라인", "올해", "위원", "유튜브", "의학",
    "이날", "이메일", "이번", "이상", "이어", "이에", "이하", "이후", "인스타", "인턴", "자료",
    "작가", "전국", "전국부", "전문", "전임", "전직", "전체", "전화", "정리", "정치", "정치부",
    "제공", "제작", "조사", "조선", "종교", "종합", "주간", "주말", "주소", "주장", "증권",
    "증권부", "지난", "지난해", "지역", "지역국", "진행", "차장", "체육", "체육부", "출연",
    "취재", "칼럼니스트", "탐사", "특파원", "팀장", "편집", "편집부", "평론가", "한국", "합동",
    "현장", "현직", "환경"};

// clang-format on

template <typename Table>
constexpr bool is_sorted_table(const Table& table) {
  return std::is_sorted(table.begin(), table.end());
}
static_assert(is_sorted_table(kPress) && is_sorted_table(kPhotoAgencies) &&
              is_sorted_table(kPlaces) && is_sorted_table(kSurnames) &&
              is_sorted_table(kNotPersons));

template <typename Table>
bool in(const Table& table, std::string_view name) {
  return std::binary_search(table.begin(), table.end(), name);
}

constexpr size_t kSyllables = 11172;

/// Place of a syllable in U+AC00..U+D7A3; kSyllables for any other character.
constexpr size_t syllable_index(std::string_view character) {
  if (character.size() < 3) return kSyllables;
  const auto bits = [&](size_t i, unsigned mask) {
    return static_cast<size_t>(static_cast<unsigned char>(character[i]) & mask);
  };
  const size_t code_point = bits(0, 0x0F) << 12 | bits(1, 0x3F) << 6 | bits(2, 0x3F);
  const bool inside = code_point >= 0xAC00 && code_point < 0xAC00 + kSyllables;
  return inside ? code_point - 0xAC00 : kSyllables;
}

constexpr std::array<bool, kSyllables + 1> make_surname_flags() {
  std::array<bool, kSyllables + 1> flags{};
  for (const std::string_view surname : kSurnames) flags[syllable_index(surname)] = true;
  return flags;
}
/// Surnames are asked for most: one lookup.
constexpr std::array<bool, kSyllables + 1> kIsSurname = make_surname_flags();

/// Syllables of `name`, or 0 when it holds anything but Hangul syllables.
size_t hangul_syllables(std::string_view name) {
  size_t count = 0;
  for (size_t at = 0; at < name.size(); at += 3, ++count) {
    if (!is_hangul_syllable(char_at(name, at))) return 0;
  }
  return count;
}

}  // namespace

bool is_known_press(std::string_view name) { return in(kPress, name); }

bool is_press_name(std::string_view name) {
  if (is_known_press(name)) return true;
  constexpr size_t kThreeSyllables = 9;
  return name.size() >= kThreeSyllables &&
         length_of_any_before(name, name.size(), kPressEndings) > 0;
}

bool is_photo_agency(std::string_view name) { return in(kPhotoAgencies, name); }

bool is_place_name(std::string_view name) { return in(kPlaces, name); }

bool is_person_name(std::string_view name) {
  const size_t syllables = hangul_syllables(name);
  if (syllables < 2 || syllables > 5) return false;
  const bool long_surname = syllables >= 3 && is_one_of(name.substr(0, 6), kLongSurnames);
  const bool surname = syllables <= 3 && kIsSurname[syllable_index(name)];
  if (!long_surname && !surname) return false;
  const std::string_view last = name.substr(name.size() - 3);
  if (syllables > 2 && (last == "부" || last == "팀")) return false;  // desks
  return !is_place_name(name) && !is_press_name(name) && !in(kNotPersons, name);
}

}  // namespace gisa::cleaning
