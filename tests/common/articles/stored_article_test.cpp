#include "common/articles/stored_article.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "gisa/error.h"

namespace gisa {
namespace {

Article sample() {
  return {.id = "a-1",
          .title = "제목",
          .body = std::string(300, 'x') + "본문\n둘째",
          .date = "2025-06-11",
          .press = "느티일보",
          .section = "경제",
          .reporter = "홍길동,김철수",
          .url = "https://news.example/1",
          .path = "a.jsonl"};
}

std::string encode(const Article& article, std::uint64_t hash = 1,
                   std::shared_ptr<const TextDictionary> dictionary = nullptr) {
  std::string bytes;
  ArticleEncoder(std::move(dictionary)).encode(article, hash, bytes);
  return bytes;
}

// Articles that have something in common.
Article numbered(int number) {
  Article article;
  article.id = "id-" + std::to_string(number);
  article.body = "한국은행 금융통화위원회는 기준금리를 연 " + std::to_string(number % 7) +
                 "%로 동결했다. 시장은 예상한 대로라는 반응이었다. " +
                 std::to_string(number * 7919) + "건의 의견이 있었다.";
  return article;
}

std::shared_ptr<const TextDictionary> dictionary_of(int first, int count) {
  std::vector<std::string> samples;
  ArticleEncoder encoder;
  for (int i = first; i < first + count; ++i) {
    samples.emplace_back(encoder.make_sample(numbered(i)));
  }
  return TextDictionary::train(samples, 8 << 10);
}

TEST(StoredArticle, ComesBack) {
  const Article article = sample();
  const std::string bytes = encode(article, 0x0123456789abcdef);
  EXPECT_EQ(stored_content_hash(bytes), 0x0123456789abcdefu);
  const StoredArticle stored = decode_stored_article(bytes, {});
  EXPECT_EQ(stored.content_hash, 0x0123456789abcdefu);
  EXPECT_EQ(stored.id, article.id);
  EXPECT_EQ(stored.title, article.title);
  EXPECT_EQ(stored.body, article.body);
  EXPECT_EQ(stored.date, article.date);
  EXPECT_EQ(stored.press, article.press);
  EXPECT_EQ(stored.section, article.section);
  EXPECT_EQ(stored.reporter, article.reporter);
  EXPECT_EQ(stored.url, article.url);
  EXPECT_EQ(stored.path, article.path);
}

TEST(StoredArticle, ExtremesComeBack) {
  const Article empty;
  EXPECT_EQ(decode_stored_article(encode(empty), {}).body, "");
  Article large = sample();
  for (int i = 0; i < 40000; ++i) large.body += "문장 " + std::to_string(i) + "이다. ";
  const std::string bytes = encode(large);
  EXPECT_LT(bytes.size(), large.body.size() / 2);
  EXPECT_EQ(decode_stored_article(bytes, {}).body, large.body);
  Article odd = sample();
  odd.path = "\xff\xfe\0x";  // file names need not be UTF-8
  EXPECT_EQ(decode_stored_article(encode(odd), {}).path, odd.path);
}

TEST(StoredArticle, ViewsSurviveAMove) {
  StoredArticle first = decode_stored_article(encode(sample()), {});
  const StoredArticle moved = std::move(first);
  decode_stored_article(encode(numbered(1)), {});
  EXPECT_EQ(moved.title, "제목");
}

TEST(StoredArticle, DamageIsAnError) {
  const std::string bytes = encode(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_THROW(decode_stored_article(bytes.substr(0, size), {}), Error) << size;
  }
  EXPECT_THROW(decode_stored_article(bytes + "x", {}), Error);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const char flip : {'\x01', '\x80', '\xff'}) {
      std::string damaged = bytes;
      damaged[i] = static_cast<char>(damaged[i] ^ flip);
      try {
        decode_stored_article(damaged, {});  // may pass, with another text
      } catch (const Error&) {
      }
    }
  }
}

std::string with_signature(const Article& article, std::string_view signature) {
  std::string bytes;
  add_signature(encode(article, 0x0123456789abcdef), signature, bytes);
  return bytes;
}

TEST(StoredArticle, ComesBackWithItsSignature) {
  for (const std::size_t size : {0, 1, 24, 127, 128, 5000}) {
    const std::string signature(size, 's');
    const std::string bytes = with_signature(sample(), signature);
    EXPECT_EQ(stored_signature(bytes), signature);
    EXPECT_EQ(stored_content_hash(bytes), 0x0123456789abcdefu);
    const StoredArticle stored = decode_stored_article(bytes, {});
    EXPECT_EQ(stored.content_hash, 0x0123456789abcdefu);
    EXPECT_EQ(stored.body, sample().body);
    EXPECT_EQ(view_stored_article(bytes, {}).decode().title, sample().title);
  }
}

TEST(StoredArticle, OfTheVersionBeforeHasNoSignature) {
  const std::string bytes = encode(sample());
  EXPECT_EQ(bytes[0], 2);
  EXPECT_EQ(stored_signature(bytes), std::nullopt);
  EXPECT_EQ(decode_stored_article(bytes, {}).body, sample().body);
}

TEST(StoredArticle, ADamagedSignatureIsAnError) {
  const std::string signature(200, 's');
  const std::string bytes = with_signature(sample(), signature);
  constexpr std::size_t kSizeOfSignature = 9;  // where it stands
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::string cut = bytes.substr(0, size);
    EXPECT_THROW(decode_stored_article(cut, {}), Error) << size;
    const bool is_there = size >= kSizeOfSignature + 2 + signature.size();
    EXPECT_EQ(stored_signature(cut).has_value(), is_there) << size;
  }
  for (const char* size : {"\xff\xff\xff\x7f", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"}) {
    std::string damaged = bytes;
    damaged.replace(kSizeOfSignature, 2, size);
    EXPECT_THROW(decode_stored_article(damaged, {}), Error);
    EXPECT_THROW(stored_content_hash(damaged), Error);
    EXPECT_EQ(stored_signature(damaged), std::nullopt);
  }
  std::string other = bytes;
  other[0] = 4;
  EXPECT_THROW(decode_stored_article(other, {}), Error) << "a version to come";
  EXPECT_EQ(stored_signature(other), std::nullopt);
}

TEST(StoredArticle, ADictionaryMakesItSmaller) {
  const auto dictionary = dictionary_of(0, 200);
  ASSERT_TRUE(dictionary);
  const std::string with = encode(numbered(1000), 1, dictionary);
  EXPECT_LT(with.size(), encode(numbered(1000)).size() / 2);
  const TextDictionaries dictionaries = {{dictionary->id(), dictionary}};
  EXPECT_EQ(decode_stored_article(with, dictionaries).body, numbered(1000).body);
  EXPECT_EQ(decode_stored_article(encode(sample()), dictionaries).title, "제목")
      << "one that was made without";
}

TEST(StoredArticle, WithoutItsDictionaryItIsDamaged) {
  const auto dictionary = dictionary_of(0, 200);
  const auto other = dictionary_of(500, 200);
  ASSERT_NE(dictionary->id(), other->id());
  const std::string bytes = encode(numbered(1), 1, dictionary);
  EXPECT_THROW(decode_stored_article(bytes, {}), Error);
  EXPECT_THROW(decode_stored_article(bytes, {{other->id(), other}}), Error);
}

TEST(StoredArticle, IsDecodedByManyThreads) {
  const auto dictionary = dictionary_of(0, 200);
  const TextDictionaries dictionaries = {{dictionary->id(), dictionary}};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 300; ++i) {
        const Article article = numbered(t * 1000 + i);
        const std::string bytes = encode(article, 1, dictionary);
        EXPECT_EQ(decode_stored_article(bytes, dictionaries).body, article.body);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(TextDictionary, ComesBackFromItsBytes) {
  const auto dictionary = dictionary_of(0, 200);
  const auto again = TextDictionary::deserialize(dictionary->serialize());
  EXPECT_EQ(again->id(), dictionary->id());
  EXPECT_EQ(again->size(), dictionary->size());
  EXPECT_EQ(dictionary_of(0, 200)->id(), dictionary->id()) << "the same samples, the same id";
  EXPECT_EQ(encode(numbered(3), 1, again), encode(numbered(3), 1, dictionary));
}

TEST(TextDictionary, NeedsSomethingToBeMadeOf) {
  EXPECT_FALSE(TextDictionary::train({}, 1000));
  const std::vector<std::string> few(3, "같은 말");
  EXPECT_FALSE(TextDictionary::train(few, 1000));
  const std::vector<std::string> empty(500);
  EXPECT_FALSE(TextDictionary::train(empty, 1000));
}

TEST(TextDictionary, DamageIsAnError) {
  const std::string bytes = dictionary_of(0, 200)->serialize();
  EXPECT_THROW(TextDictionary::deserialize(""), Error);
  EXPECT_THROW(TextDictionary::deserialize("no dictionary"), Error);
  for (std::size_t size = 0; size < bytes.size(); size += 13) {
    EXPECT_THROW(TextDictionary::deserialize(bytes.substr(0, size)), Error) << size;
  }
}

TEST(StoredArticle, HashTellsFieldsApart) {
  Article a, b;
  a.title = "가나";
  b.title = "가";
  b.body = "나";
  EXPECT_NE(content_hash(a), content_hash(b));
  EXPECT_EQ(content_hash(a), content_hash(Article(a)));
}

}  // namespace
}  // namespace gisa
