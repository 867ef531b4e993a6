// Postings read together are those read one by one, also where bytes are broken.
#include "common/glass/posting_reader.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace gisa::glass {
namespace {

using Postings = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// What was read, and whether it was whole.
using Reading = std::pair<Postings, bool>;

Reading one_by_one(const PostingChunk& chunk) {
  Postings postings;
  PostingReader it(chunk.first, chunk.body);
  for (; !it.is_broken() && !it.at_end() && it.document() <= chunk.last; it.next())
    postings.emplace_back(it.document(), it.wdf());
  return {postings, it.at_end() && !it.is_broken()};
}

Reading together(const PostingChunk& chunk) {
  Postings postings;
  const auto take = [&](std::uint32_t document, std::uint32_t wdf) {
    EXPECT_LE(document, chunk.last);
    postings.emplace_back(document, wdf);
  };
  const bool is_whole = for_each_posting(chunk, take);
  return {postings, is_whole};
}

// `wide` of a hundred numbers take more than a byte.
PostingChunk random_chunk(std::mt19937& random, unsigned wide, std::string& body) {
  const auto number = [&](unsigned most) {
    return random() % 100 < wide ? 100 + random() % 1000 : random() % most;
  };
  PostingChunk chunk;
  chunk.first = chunk.last = 1 + random() % 1000;
  append_varint(body, number(5));
  for (std::size_t count = random() % 60; count > 0; --count) {
    const std::uint32_t step = number(127);
    append_varint(body, step);
    append_varint(body, number(5));
    chunk.last += step + 1;
  }
  chunk.body = body;
  return chunk;
}

TEST(ForEachPosting, ReadsWhatThePostingReaderReads) {
  std::mt19937 random(20251128);
  for (int round = 0; round < 2000; ++round) {
    std::string body;
    const PostingChunk chunk = random_chunk(random, round % 4 * 10, body);
    const Reading expected = one_by_one(chunk);
    EXPECT_TRUE(expected.second);
    EXPECT_EQ(together(chunk), expected);
  }
}

TEST(ForEachPosting, TellsBrokenOnes) {
  std::mt19937 random(20251129);
  for (int round = 0; round < 2000; ++round) {
    std::string body;
    PostingChunk chunk = random_chunk(random, round % 4 * 10, body);
    switch (random() % 4) {
      case 0:
        body.resize(random() % body.size());
        break;
      case 1:
        chunk.last -= 1 + random() % chunk.last;
        break;
      default:
        body[random() % body.size()] = static_cast<char>(random());
    }
    chunk.body = body;
    EXPECT_EQ(together(chunk).second, one_by_one(chunk).second);
  }
}

}  // namespace
}  // namespace gisa::glass
