"""Writes the commands that make a Groonga database of the articles of a JSONL file.

    python3 groonga_commands.py ARTICLES.jsonl >commands
    groonga -n DATABASE <commands

The index is made when all articles are loaded: Groonga's fastest way (static index construction).
"""

import json
import sys

BEFORE = """\
table_create Articles TABLE_HASH_KEY ShortText
column_create Articles title COLUMN_SCALAR Text
column_create Articles body COLUMN_SCALAR Text
load --table Articles
"""
AFTER = """\
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto
column_create Terms articles COLUMN_INDEX|WITH_POSITION|WITH_SECTION Articles title,body
io_flush
"""


def main(path):
    sys.stdout.write(BEFORE + "[\n")
    separator = ""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            record = {"_key": article.get("id", ""), "title": article.get("title", ""), "body": article.get("body", "")}
            sys.stdout.write(separator + json.dumps(record, ensure_ascii=False))
            separator = ",\n"
    sys.stdout.write("\n]\n" + AFTER)


if __name__ == "__main__":
    main(sys.argv[1])
