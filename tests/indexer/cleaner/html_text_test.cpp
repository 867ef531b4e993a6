#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "indexer/cleaner/html_text.h"
#include "tests/indexer/cleaner/text_case.h"

namespace gisa {
namespace {

using cleaning::html_to_text;

std::string plain(std::string_view html) {
  std::string text;
  return html_to_text(html, text) ? text : std::string(html);
}

TEST(HtmlText, DecodesEntities) {
  const TextCase cases[] = {
      {"named", "&quot;봄&quot; &lt;밤&gt;", "\"봄\" <밤>"},
      {"apostrophe is not in HTML 4", "&apos;봄&apos;", "'봄'"},
      {"decimal", "&#39;봄&#039;", "'봄'"},
      {"hexadecimal, either case", "&#x27;봄&#X27;", "'봄'"},
      {"equals sign of datelines", "(서울&#x3D;연합뉴스)", "(서울=연합뉴스)"},
      {"escaped twice", "&amp;quot;봄&amp;quot;", "\"봄\""},
      {"escaped three times", "&amp;amp;amp;lt;", "<"},
      {"escaped by number", "&#38;quot;봄", "\"봄"},
      {"ampersand escaped once", "R&amp;D와 S&amp;P 500", "R&D와 S&P 500"},
      {"no semicolon, where browsers take it", "A&lt B &quot", "A< B \""},
      {"no semicolon before a letter is an address", "?a=1&copy=2&lang=ko", "?a=1&copy=2&lang=ko"},
      {"number without semicolon", "&#39봄", "'봄"},
      {"Windows-1252 range", "&#147;봄&#148; &#133;", "“봄” …"},
      {"symbols", "3&middot;1절 &hellip; &#9654;", "3·1절 … ▶"},
      {"beyond the BMP", "&#x1F600;", "😀"},
      {"unknown name stays", "&없음; &nosuch; &;", "&없음; &nosuch; &;"},
      {"zero, surrogate and too large stay", "&#0; &#xD800; &#x110000;",
       "&#0; &#xD800; &#x110000;"},
      {"no digits stays", "&#; &#x;", "&#; &#x;"},
      {"bare ampersands", "AT&T, Q&A & more", "AT&T, Q&A & more"},
      {"ampersand at the end", "끝&", "끝&"},
  };
  for (const TextCase& c : cases) EXPECT_EQ(plain(c.input), c.expected) << c.trap;
}

TEST(HtmlText, RemovesTags) {
  const TextCase cases[] = {
      {"paragraphs", "<p>하나</p><p>둘</p>", "\n하나\n\n둘\n"},
      {"line break, all spellings", "하나<br>둘<br/>셋<BR />넷", "하나\n둘\n셋\n넷"},
      {"inline leaves nothing", "달<b>빛</b><span class=\"a\">시</span>", "달빛시"},
      {"cells leave a blank", "<td>하나</td><td>둘</td>", " 하나  둘 "},
      {"picture with quoted '>'", "앞<img alt=\"a > b\" src='x'>뒤", "앞뒤"},
      {"data address of a megabyte", "앞<img src=\"data:" + std::string(1 << 20, 'A') + "\">뒤",
       "앞뒤"},
      {"comment", "앞<!-- 숨은 <b>글</b> -->뒤", "앞뒤"},
      {"script and style with their content",
       "앞<script>if (a<b) x();</script><style>p{}</style>뒤", "앞뒤"},
      {"escaped tags of feeds", "&lt;p&gt;하나&lt;/p&gt;", "\n하나\n"},
      {"tag made by removing a tag", "<<b>p>하나", "\n하나"},
      {"lone angle bracket", "a < b 이고 3<5", "a < b 이고 3<5"},
      {"Korean titles", "<단독> <한겨울 밤> <2024 봄>", "<단독> <한겨울 밤> <2024 봄>"},
      {"interview marks", "<Q> 물음 <A> 답", "<Q> 물음 <A> 답"},
      {"words, not attributes", "<a and b> <i am>", "<a and b> <i am>"},
      {"magazine named like an element", "<Time> 표지", "<Time> 표지"},
      {"unclosed tag stays", "앞 <img src=\"x", "앞 <img src=\"x"},
      {"unclosed comment stays", "앞 <!-- 뒤", "앞 <!-- 뒤"},
      {"labels of scripts", "<앵커> <기자>", "<앵커> <기자>"},
  };
  for (const TextCase& c : cases) EXPECT_EQ(plain(c.input), c.expected) << c.trap;
}

}  // namespace
}  // namespace gisa
