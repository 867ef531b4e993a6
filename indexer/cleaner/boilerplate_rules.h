#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// The tables of boilerplate.h and line_cuts.h. Adding a notice of another outlet is one line here
/// and one test case in tests/data/cases/cleaned_bodies.tsv. Write texts as they look after
/// entities are decoded and blanks are single. Lengths are bytes; a Hangul syllable has three.
///
/// Be sure before adding: a rule must not be able to hit a sentence of an article.
namespace gisa::cleaning {

// clang-format off

enum class Extent : uint8_t {
  kPhrase,           // from `head` to the end of `tail`, and the stop or bracket that closes it
  kToLineEnd,        // from `head` to the end of the line
  kCall,             // as kToLineEnd, but only where one of kCallers or nothing but a mark stands before, or a way
                     // to answer follows
  kLinks,            // `head`, and then headlines each followed by an address; text goes on behind them
  kOwner,            // a caption's sign and its owner of kCaptionOwners, where the next sentence is glued to them
  kCopyright,        // as kPhrase, but only where `tail` ends the notice: not 금지를, not "금지" in quotes
};

struct Notice {
  std::string_view head;  // triggers the rule
  std::string_view tail;  // must follow on the same line; empty: nothing is asked for
  uint16_t reach;         // bytes from `head` that `tail`, or the rest of the line, may take
  Extent extent;
};

inline constexpr std::array kNotices = {
    // Portals and outlets on their own article.
    Notice{"이 기사의 카테고리는", "따릅니다", 90, Extent::kPhrase},
    Notice{"이 기사는", "선공개 되었습니다", 180, Extent::kPhrase},
    Notice{"이 기사는", "선공개되었습니다", 180, Extent::kPhrase},
    Notice{"이 기사는", "게재된 기사입니다", 180, Extent::kPhrase},
    Notice{"이 기사는", "발행된 기사입니다", 180, Extent::kPhrase},
    Notice{"이 기사는", "표출됐습니다", 180, Extent::kPhrase},
    Notice{"이 기사는", "오디오로 제작됐습니다", 120, Extent::kPhrase},
    Notice{"이 기사는", "보도준칙을 준수하였습니다", 120, Extent::kPhrase},
    Notice{"이 기사는 인공지능", "거쳤습니다", 400, Extent::kPhrase},
    Notice{"이 기사는 저작권법의 보호를", "니다", 200, Extent::kPhrase},
    Notice{"본 기사는", "준수하였습니다", 120, Extent::kPhrase},
    Notice{"뉴시스가 제공하는 기사, 사진", "문의하시기 바랍니다", 700, Extent::kPhrase},
    Notice{"본 콘텐츠의 저작권은", "니다", 200, Extent::kPhrase},
    Notice{"☞공감언론 뉴시스", "", 60, Extent::kPhrase},
    Notice{"이 기사는 언론사에서", "섹션으로 분류했습니다", 120, Extent::kPhrase},
    Notice{"주간조선 온라인 기사입니다", "", 60, Extent::kPhrase},
    Notice{"인터뷰를 인용보도할 때는", "에 있습니다", 300, Extent::kPhrase},
    Notice{"해당 내용은 관련 동영상 참고", "", 90, Extent::kPhrase},
    Notice{"자세한 내용은 동영상", "바랍니다", 120, Extent::kPhrase},
    Notice{"자세한 내용은 동영상", "있습니다", 120, Extent::kPhrase},
    Notice{"아래 텍스트는 실제 방송", "바랍니다", 240, Extent::kPhrase},
    Notice{"텍스트는 실제 내용과 차이가", "바랍니다", 240, Extent::kPhrase},
    Notice{"위 사진은 기사 내용과", "없음", 80, Extent::kPhrase},
    Notice{"유튜브와 포털에서 각각", "있습니다", 300, Extent::kPhrase},
    Notice{"동영상 콘텐츠는 더존비즈온", "제작되었습니다", 160, Extent::kPhrase},

    // Where to find help, below news of suicides and disasters.
    Notice{"우울감 등 말하기 어려운 고민이", "상담을 받을 수 있습니다", 420, Extent::kPhrase},
    Notice{"재난을 겪은 뒤 심리적인 어려움이", "상담을 받을 수 있습니다", 420, Extent::kPhrase},

    // Calls for tips and subscriptions.
    Notice{"제보하기▷", "", 700, Extent::kToLineEnd},
    Notice{"■ 제보하기", "", 700, Extent::kToLineEnd},
    Notice{"▶ 제보하기", "", 700, Extent::kToLineEnd},
    Notice{"당신의 제보가 뉴스가 됩니다", "", 500, Extent::kCall},
    Notice{"당신의 제보가 뉴스로 만들어집니다", "", 500, Extent::kCall},
    Notice{"여러분의 제보를 기다립니다", "", 700, Extent::kCall},
    Notice{"여러분의 제보로 함께 세상을", "", 700, Extent::kCall},
    Notice{"연합뉴스TV 기사문의", "", 200, Extent::kToLineEnd},
    Notice{"인사 게재 문의는", "", 300, Extent::kCall},
    Notice{"부고 게재 문의는", "", 300, Extent::kCall},
    Notice{"조선일보 국제부가 픽한", "", 300, Extent::kToLineEnd},
    Notice{"제보는 카톡 okjebo", "", 60, Extent::kPhrase},
    Notice{"제보는 카카오톡 okjebo", "", 60, Extent::kPhrase},

    // Links to other articles.
    Notice{"▼ 관련기사", "http", 400, Extent::kLinks},
    Notice{"[관련 기사]", "http", 400, Extent::kLinks},
    Notice{"[관련기사]", "http", 400, Extent::kLinks},
    Notice{"전문보기: http", "", 60, Extent::kLinks},
    Notice{"X(트위터) @yonhap_graphics", "", 150, Extent::kToLineEnd},
    Notice{"▶기사 바로가기", "", 400, Extent::kToLineEnd},
    Notice{"▶ 기사 바로가기", "", 400, Extent::kToLineEnd},

    // Copyright. Only as a notice: prose about 무단전재 goes on after 금지.
    Notice{"재판매 및 DB 금지", "", 60, Extent::kPhrase},
    Notice{"재판매 및 DB금지", "", 60, Extent::kPhrase},
    Notice{"무단전재", "금지", 90, Extent::kCopyright},
    Notice{"무단 전재", "금지", 90, Extent::kCopyright},
    Notice{"무단복제", "금지", 90, Extent::kCopyright},
    Notice{"저작권자 ⓒ", "금지", 200, Extent::kCopyright},
    Notice{"저작권자ⓒ", "금지", 200, Extent::kCopyright},
    Notice{"저작권자 ©", "금지", 200, Extent::kCopyright},
    Notice{"저작권자©", "금지", 200, Extent::kCopyright},
    Notice{"저작권자(c)", "금지", 200, Extent::kCopyright},
    Notice{"저작권자(C)", "금지", 200, Extent::kCopyright},
    Notice{"저작권자 (c)", "금지", 200, Extent::kCopyright},
    Notice{"저작권자 Copyright", "금지", 200, Extent::kCopyright},
    Notice{"Copyright", "금지", 200, Extent::kCopyright},
    Notice{"Copyright", "reserved", 200, Extent::kCopyright},
    Notice{"ⓒ", "금지", 160, Extent::kCopyright},
    Notice{"©", "금지", 160, Extent::kCopyright},
    Notice{"ⓒ", "", 30, Extent::kOwner},
};

/// Whom pictures are taken from, and no longer name begins with theirs. Longer ones first.
inline constexpr std::array<std::string_view, 4> kCaptionOwners = {"연합뉴스TV", "연합뉴스", "오마이뉴스", "뉴시스"};

/// Outlets as they stand before their call for tips, and go with it.
inline constexpr std::array<std::string_view, 4> kCallers = {
    "CBS노컷뉴스는 ", "MBC 뉴스는 24시간 ", "MBC뉴스는 24시간 ", "발로 뛰는 더팩트는 24시간 "};

/// A way to answer a call for tips. A telephone number is none: reports tell one, too.
inline constexpr std::array<std::string_view, 8> kContactSigns = {
    "@", "http", "www.", "카카오톡", "카톡", "▶", "▷", "☎"};

/// A copyright notice speaks of at least one of these between its first word and 금지.
inline constexpr std::array<std::string_view, 6> kCopyrightWords = {
    "무단", "재배포", "전재", "복제", "reserved", "AI 학습"};

/// Marks that lead a notice and go with it.
inline constexpr std::array<std::string_view, 21> kNoticeMarks = {
    "※", "*", "■", "▶", "▷", "☞", "◆", "●", "<", "[", "(", "【", "＜", "〈", "‹", "'", "‘", "\"", "“", "ⓒ", "-"};

/// A bracket that holds one of these is a notice as a whole, however long.
inline constexpr std::array<std::string_view, 23> kBracketNotices = {
    "무단전재", "무단 전재", "무단복제", "재배포 금지", "재배포금지", "DB 금지", "DB금지", "저작권자 ⓒ",
    "저작권자ⓒ", "저작권자(c)", "저작권자 ©", "저작권자 Copyright", "Copyright", "All rights reserved",
    "AI 학습 및 활용", "No Redistribution", "Redistribution Prohibited", "모든 시민은 기자다",
    "생성형 AI가 함께 작성한 기사", "데이터랩'에서 볼 수 있습니다", "관련 동영상 보기", "본 기사는",
    "머니투데이 스타트업 미디어 플랫폼"};

/// First words of a photo credit, followed by one of kCreditSigns: `사진=`, `그래픽 :`.
inline constexpr std::array<std::string_view, 22> kCreditKeys = {
    "사진출처", "사진 출처", "사진제공", "사진 제공", "사진촬영", "사진 합성", "자료사진", "자료 사진",
    "영상 출처", "영상출처", "화면출처", "화면 출처", "화면제공", "화면 제공", "이미지 출처", "이미지출처",
    "사진", "그래픽", "일러스트", "이미지", "포토", "합성"};
/// The same, but these name sources of facts too, so only `=` makes them a credit.
inline constexpr std::array<std::string_view, 3> kWeakCreditKeys = {"자료", "출처", "제공"};
inline constexpr std::array<std::string_view, 7> kCreditSigns = {"=", "＝", ":", "：", "ㅣ", "|", "｜"};

/// Last words of a photo credit in square brackets: `[서울시 제공]`.
inline constexpr std::array<std::string_view, 14> kCreditEndings = {
    "제공", "캡처", "캡쳐", "갈무리", "자료사진", "자료 사진", "사진기자단", "공동취재단", "사진공동취재단",
    "인스타그램", "SNS", "홈페이지", "공동취재", "DB"};
/// What is served rather than pictured: `[조식 제공]` is no credit.
inline constexpr std::array<std::string_view, 22> kNotCredits = {
    "무료", "무상", "조식", "중식", "석식", "식사", "간식", "도시락", "숙박", "숙소", "혜택", "할인", "사은품",
    "선물", "경품", "기념품", "쿠폰", "정보", "음료", "다과", "편의", "기회"};

/// Staff of broadcasts: `영상편집 : 홍길동`, `촬영기자:홍길동/그래픽:임꺽정`.
inline constexpr std::array<std::string_view, 20> kStaffKeys = {
    "영상취재", "영상편집", "영상기자", "영상제작", "촬영기자", "촬영", "그래픽", "디자인", "화면제공",
    "화면 제공", "화면출처", "화면 출처", "자료조사", "자료 제공", "현장연결", "자막뉴스", "오디오", "영상 편집",
    "영상 취재", "취재"};

/// Others that make a list of staff only beside a second key, and those that plays and films have, too: not even two
/// of these make one.
inline constexpr std::array<std::string_view, 4> kMoreStaffKeys = {"영상", "VJ", "AD", "취재지원"};
inline constexpr std::array<std::string_view, 7> kWeakStaffKeys = {"구성", "제작", "편집", "기획", "PD", "작가",
                                                                   "조연출"};
inline constexpr std::array<std::string_view, 9> kStaffSigns = {"=", "＝", ":", "：", "ㅣ", "|", "｜", ";", "；"};

/// Those of them that a list of names may follow without a sign: `[영상편집 홍길동]`.
inline constexpr std::array<std::string_view, 9> kStaffListKeys = {
    "영상취재", "영상편집", "영상기자", "촬영기자", "그래픽", "디자인", "영상디자인", "현장연결", "자막뉴스"};

/// Who speaks next in the script of a broadcast, and of which broadcast it is: the label goes, a
/// paragraph ends.
inline constexpr std::array<std::string_view, 12> kSpeakerLabels = {
    "앵커",       "기자",       "리포트",   "앵커멘트", "앵커 멘트",  "리포터", "VCR",
    "뉴스데스크", "뉴스투데이", "정오뉴스", "뉴스외전", "930MBC뉴스"};

/// Whole brackets that stand where a picture was.
inline constexpr std::array<std::string_view, 5> kPicturePlaces = {
    "사진", "자료사진", "포토", "이미지", "Image"};

/// Lines that start with a mark (▶ ☞ …) and hold one of these advertise something. ■ and ※ head what the
/// article says: `■ 앱 설치 없이 송금`.
inline constexpr std::array<std::string_view, 15> kPromoSigns = {
    "구독하기", "구독해", "제보는", "제보하", "채널 추가", "채널추가", "바로가기", "바로 가기", "다운받기",
    "다운로드 하기", "뉴스레터 신청", "무료로 보기", "더 많은 기사", "기사 더보기", "앱 설치"};
inline constexpr std::array<std::string_view, 4> kPromoMarks = {"▶", "☞", "▷", "☎"};

/// The same below the last sentence of an article, where more may be told by less.
inline constexpr std::array<std::string_view, 3> kEndPromoMarks = {"▶", "▷", "☞"};
inline constexpr std::array<std::string_view, 19> kEndPromoSigns = {
    "구독하기", "구독해", "뉴스레터", "네이버에서", "네이버 메인", "네이버 채널", "채널 추가", "채널추가", "바로가기",
    "바로 가기", "후원하기", "제보하기", "생방송 보기", "최신호 보기", "더 많은 기사", "기사 더보기", "관련기사",
    "관련 기사", "[구독"};

/// Buttons and headings of portal pages, each a line of its own.
inline constexpr std::array<std::string_view, 45> kChromeLines = {
    "본문 바로가기", "기사원문", "원문보기", "기사 원문", "본문듣기", "글자 크기 변경하기", "글자크기 설정",
    "인쇄하기", "공유하기", "SNS 보내기", "URL 복사", "URL복사", "스크랩", "기사 저장", "이미지 크게보기",
    "이미지 확대보기", "사진 확대", "사진확대", "이 기사 어땠나요?", "좋아요 0", "댓글 쓰기", "관련기사",
    "많이 본 뉴스", "[사진]", "기자 구독", "ADVERTISEMENT", "Advertisement", "AD", "광고", "이미지 확대",
    "동영상 뉴스", "기자 프로필", "이 기사를 추천합니다", "이 기사를 공유합니다", "SNS 기사보내기", "다른 공유 찾기",
    "기사스크랩하기", "본문 글씨 줄이기", "본문 글씨 키우기", "본문 글씨 줄이기 본문 글씨 키우기", "다른기사 보기",
    "다른 기사 보기", "바로가기", "복사하기", "댓글 0"};

/// What scripts of pages leave in their text: before the article, or as a line that holds no Hangul.
inline constexpr std::array<std::string_view, 5> kScriptLeads = {
    "// flash 오류를 우회하기 위한 함수 추가", "function _flash_removeCallback() {}", "본문 내용 TV플레이어",
    "// 본문 내용", "// TV플레이어"};
inline constexpr std::array<std::string_view, 3> kScriptLines = {
    "googletag.cmd.push(", "(adsbygoogle = window.adsbygoogle", "(adsbygoogle=window.adsbygoogle"};

/// Marks at the very end of agency copy, and what stands there beside a copyright.
inline constexpr std::array<std::string_view, 9> kEndMarks = {
    "(끝)", "(END)", "[끝]", "<끝>", "(完)", "MANDATORY CREDIT", "GoodNews paper", "꿈을 담는 캔버스 채널A",
    "저작권자 SBS미디어넷 & SBS I&M"};

/// Names in the brackets or after the slash that end a caption of the foreign agencies.
inline constexpr std::array<std::string_view, 8> kForeignCredits = {
    "AP Photo", "via AP", "/AP)", "AFP via", "Getty Images", "/EPA)", "/AFP)", "/Reuters)"};

/// Words that may follow a credit in the middle of a sentence: `홍 대표(사진=…)는 말했다`.
inline constexpr std::array<std::string_view, 18> kParticles = {
    "은 ", "는 ", "이 ", "가 ", "을 ", "를 ", "의 ", "와 ", "과 ", "도 ", "에 ", "로 ", "으로 ", "에서 ",
    "에게 ", "에는 ", "까지 ", "부터 "};

// clang-format on

}  // namespace gisa::cleaning
