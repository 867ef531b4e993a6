// Children cut out of XML documents: what is read of good ones, and what a broken one costs.
#include "indexer/readers/formats/xml/xml_children.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/formats/tables/workbook_texts.h"

namespace gisa {
namespace {

using namespace std::string_literals;

// Gives a few bytes at a time, so that everything is cut everywhere.
class Trickle final : public ByteStream {
 public:
  Trickle(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
  std::size_t read(char* out, std::size_t size) override {
    return bytes_.read(out, std::min(size, step_));
  }

 private:
  MemoryStream bytes_;
  std::size_t step_;
};

// The texts of the children of <a>, each <b>; faults with "!" and their number "r" before it.
std::vector<std::string> read(std::string_view document, std::size_t step) {
  Trickle stream(document, step);
  XmlChildren children(stream, "a", "b");
  std::vector<std::string> seen;
  std::string buffer;
  while (const auto child = children.next()) {
    if (child->fault) {
      const pugi::xml_attribute number = child->element.attribute("r");
      seen.push_back((number ? std::to_string(number.as_uint()) : "") + "! " + *child->fault);
    } else {
      seen.emplace_back(workbook_text(child->element, buffer));
    }
  }
  EXPECT_FALSE(children.next());
  if (children.broken() > 0) seen.push_back(std::to_string(children.broken()) + " broken");
  return seen;
}

struct Case {
  std::string_view trap;
  std::string document;
  std::vector<std::string> expected;
};

const Case kCases[] = {
    {"none", "<x><a/></x>", {}},
    {"none, again", "<x><a></a></x>", {}},
    {"what stands around",
     "<?xml version='1.0'?><x><b/><a z='>'>\n <b><t>1</t></b>\n </a><b/></x>",
     {"1"}},
    {"prefixes", "<p:x><p:a><p:b><p:t>1</p:t></p:b></p:a></p:x>", {"1"}},
    {"names that begin alike", "<aa><a><b><bb/><t>1</t></b></a></aa>", {"1"}},
    {"closed at once", "<a><b/><b r='/>'><t>1</t></b><b /></a>", {"", "1", ""}},
    {"runs, and how they are pronounced",
     "<a><b><r><t>1</t></r><rPh><t>x</t></rPh><r><t> 2</t></r></b></a>",
     {"1 2"}},
    {"a formula is no text", "<a><b><f>1+1</f><v>2</v></b></a>", {"2"}},
    {"blanks that count", "<a><b>\n <t> </t>\n</b><b><t> 1 </t></b></a>", {" ", " 1 "}},
    {"CDATA and comments",
     "<a><b><t>1<![CDATA[</b><b>&amp;]]>2<!-- </b> -->3</t></b><!-- <b> --><b/></a>",
     {"1</b><b>&amp;23", ""}},
    {"line ends", "<a><b><t>1\r\n2\r3</t></b></a>", {"1\n2\n3"}},
    {"references", "<a><b><t>&lt;&#44032;&#xAC01;&amp;amp;</t></b></a>", {"<가각&amp;"}},
    {"slips", "<a><b><t>R&D &nbsp; &; &#; &#x;</t></b></a>", {"R&D &nbsp; &; &#; &#x;"}},
    {"references to what is no character",
     "<a><b><t>1&#0;2&#xD800;3&#x100000041;4&#1</t></b></a>",
     {"1    2        3             4   "}},
    {"control characters",
     "<a><b><t>1\x01"
     "2\0"
     "3</t></b></a>"s,
     {"1 2 3"}},
    {"broken UTF-8",
     "<a><b><t>1\xEA\xB0"
     "2</t></b></a>",
     {"1\uFFFD"
      "2",
      "1 broken"}},
    {"entities are not expanded, no file is read",
     "<!DOCTYPE a [<!ENTITY e 'x'><!ENTITY f SYSTEM "
     "'file:///etc/passwd'>]><a><b><t>&e;&f;</t></b></a>",
     {"&e;&f;"}},
    {"a broken one costs no other",
     "<a><b><t>1</t></b><b r='2'><t></b><b><t>3</t></b></a>",
     {"1", "2! invalid XML: Start-end tags mismatch", "3"}},
    {"an end is missing",
     "<a><b r='1'><t>1</t><b><t>2</t></b><b><t>3</t></b></a>",
     {"1! invalid XML: Start-end tags mismatch", "2", "3"}},
    {"a beginning is missing",
     "<a><b><t>1</t></b><c><t>2</t></b><b><t>3</t></b></a>",
     {"1", "! invalid XML: not well-formed", "3"}},
    {"a quote is missing",
     "<a><b r='1'/><b r='2><t>" + std::string(5000, 'x') + "</t></b><b r='3'><t>3</t></b></a>",
     {"", "2! invalid XML: Error parsing element attribute", "3"}},
    {"text between", "<a><b/>x<b/></a>", {"", "! invalid XML: not well-formed", ""}},
    {"cut short in one",
     "<a><b><t>1</t></b><b r='2'><t>2",
     {"1", "2! no </b> (is the file cut short?)", "! no </a> (is the file cut short?)"}},
    {"cut short behind one", "<a><b><t>1</t></b>", {"1", "! no </a> (is the file cut short?)"}},
    {"not of this kind", "<x><b/></x>", {"! no </a> (is the file cut short?)"}},
    {"no document", "", {"! no </a> (is the file cut short?)"}},
};

TEST(XmlChildren, Cases) {
  for (const Case& c : kCases) {
    for (const std::size_t step : {1, 7, 1'000'000}) {
      EXPECT_EQ(read(c.document, step), c.expected) << c.trap << ", step " << step;
    }
  }
}

TEST(XmlChildren, ManyAndOneByOne) {
  std::string document = "<a>";
  std::vector<std::string> expected;
  for (int i = 0; i < 30'000; ++i) {
    const std::string number = std::to_string(i);
    const bool is_broken = i % 10'000 == 5'000;
    document.append("<b r='").append(number).append("'><t>").append(number);
    document += is_broken ? "</b>" : "</t></b>";
    expected.push_back(is_broken ? number + "! invalid XML: Start-end tags mismatch" : number);
  }
  document += "</a>";
  EXPECT_EQ(read(document, 1'000'000), expected);
  EXPECT_EQ(read(document, 1'000), expected);
}

TEST(XmlChildren, MemoryIsBounded) {
  std::string many = "<a><b r='1'>";
  for (int i = 0; i < 300'000; ++i) many += "<t/>";
  many += "</b><b><t>2</t></b></a>";
  EXPECT_EQ(read(many, 1'000'000),
            (std::vector<std::string>{"1! more than 262144 tags in one <b>", "2"}));
  const std::string deep = "<a><b r='1'>" + [] {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "<c>";
    return text;
  }();
  EXPECT_EQ(read(deep, 1'000'000).front(), "1! no </b> (is the file cut short?)");
  const std::string long_one =
      "<a><b r='1'><t>" + std::string(40 << 20, 'x') + "</t></b><b><t>2</t></b></a>";
  EXPECT_EQ(read(long_one, 1'000'000),
            (std::vector<std::string>{
                "1! longer than 32 MB, which no article is (is </b> missing?)", "2"}));
}

TEST(WorkbookText, Escapes) {
  const std::pair<std::string, std::string> kTexts[] = {{"1_x000D_2_x0041_", "1\r2A"},
                                                        {"_x005F_x000D_", "_x000D_"},
                                                        {"_x00G0_ _x12_ _x", "_x00G0_ _x12_ _x"},
                                                        {"_xD800_", "\uFFFD"}};
  for (auto [text, expected] : kTexts) {
    decode_workbook_escapes(text);
    EXPECT_EQ(text, expected);
  }
}

}  // namespace
}  // namespace gisa
