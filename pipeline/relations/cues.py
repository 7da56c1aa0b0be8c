"""The words that tell which relation a sentence speaks of, in Japanese and English."""

import re

I = re.IGNORECASE  # noqa: E741

AGREES = re.compile(
    r"締結|合意|契約|協定|提携|覚書|意向表明書|共同(?:で|研究|開発|実施|運[用営])|協業|協働|"
    r"連携|協力|パートナー|アライアンス|設立(?:する|し)"
    r"|\b(?:agree|sign(?:ed|s)?\b|memorandum|MoU|LOI|letter of intent|contract|partner|"
    r"collaborat|joint|alliance|order(?:ed|s)?\b|select(?:ed|s)?\b)",
    I,
)
STRONG = re.compile(
    r"締結|提携|協業|協働|共同|連携|協力|パートナー|アライアンス|契約"
    r"|\b(?:sign(?:ed|s)?|partner\w*|collaborat\w*|joint\w*|together with|agreement|contract|"
    r"work(?:ing|s|ed)? with|alliance)\b",
    I,
)
ADOPTED = re.compile(r"採択|公募|補助金|委託|助成|selected (?:by|for|under)|grant|award", I)
OWNED = re.compile(
    r"子会社|合弁|出資|持株|株主|傘下|法人である|グループ会社|subsidiar|joint venture|owned|"
    r"shareholder|stake|parent",
    I,
)
JOINT_VENTURE = re.compile(r"合弁|共同出資|joint venture|jointly owned", I)
SUBSIDIARY_OF = re.compile(
    r"(?:社|グループ)?(?:（[^（）]*）)?(?:の|が(?:[0-9]+[%％])?(?:全額)?出資する|"
    r"傘下の)(?:[^。、「」]{0,14}?)(?:子会社|法人|グループ会社|関係会社|支社)(?:である|の|で|"
    r"、|として)?\s*[「（(]?"
    r"|(?:'s|’s)? (?:wholly[- ]owned |majority[- ]owned |[A-Z][a-z]+ )*subsidiary,? "
)
OWNED_BY = re.compile(
    r",? ?(?:is |, )?(?:an? )?(?:[A-Za-z-]+ ){0,4}?(?:subsidiary|unit|arm) of (?:the )?|"
    r",? ?(?:is |, )?(?:[a-z]+-|[a-z]+ )?owned by (?:the )?"
)
UNDONE = re.compile(
    r"解消|解約|取りやめ|ありません|いません|しません|\b(?:not|terminat\w+|cancel\w*)\b", I
)
NEGATED = re.compile(
    r"[^。.]{0,25}?(?:ありません|いません|しません|せず|用いず|取りやめ|中止|辞退|\bnot\b)"
)
DEVELOPS_AFTER = re.compile(
    r"[」』]?(?:（[^（）]*）|[(][^()]*[)])?[」』]?(?:シリーズ|など)?(?:[、,]|と|および|及び|や|"
    r"・)?[^。、]{0,10}?(?:の|を)(?:[^。、「]{0,14}?)(?:開発|製造|設計|製作|建造|生産|研究開発|"
    r"発表|発売|提供)"
)
MADE_BY = re.compile(
    r"(?:社|氏)?(?:（[^（）]*）)?(?:製の?|の|が(?:[^。、]{0,14}?)(?:開発|製造|設計|運用|提供|"
    r"建造|保有|製作|計画)(?:する|した|し、?|している|中の|を(?:進める|行う|手がける|"
    r"検討する))[^。、]{0,10}?)[「『“\"]?(?:小型|大型|次期|新型)?[「『]?"
    r"|(?:'s|’s) (?:new |own |upcoming |next |first |second )?"
)
DEVELOPED_BY = re.compile(
    r"[^.]{0,20}?(?:is |was |being |are )?(?:developed|built|designed|manufactured|made|"
    r"constructed) by (?:the )?",
    I,
)
DEVELOPS_EN = re.compile(
    r"\b(?:develop(?:s|ed|ing|er of)?|design(?:s|ed|ing)?|build(?:s|ing)?|built|"
    r"manufactur(?:es|ed|ing|er of)|maker of)\b"
    r"(?:[^.]{0,40}?)$",
    I,
)
LAUNCHES = re.compile(
    r"打ち?上げ|打上|軌道投入|飛行|進水|ローンチ|\blaunch|lift(?:ed)?[- ]?off|\bflew\b|\bfly\b|"
    r"maiden flight",
    I,
)
CARRIES = re.compile(
    r"[」』]?\s*(?:ロケット)?(?:[0-9]+号機)?[」』]?\s*(?:で|により|によって|にて|を使用|を用い|"
    r"を利用|に搭載|に相乗り|による打)"
)
CARRIED_ON = re.compile(
    r"\b(?:aboard|on|atop|by|using|with)\s+(?:an?|the|its|one of)?\s*(?:[A-Z][\w.]*(?:'s|"
    r"’s)?\s)?(?:reusable |dedicated )?$",
    I,
)
ROCKET = re.compile(r"ロケット|rocket|launch vehicle|booster", I)
RUNS = re.compile(
    r"(?:社|氏)?(?:（[^（）]*）)?(?:が|の)(?:[^。、]{0,12}?)(?:推進|主導|率い|進め|実施|公募|"
    r"運営|行う|行って|所管|支援|募集|主催)?(?:する|る|している|した)?[「『“\"]?"
    r"|(?:'s|’s) "
)
WITH_AFTER = re.compile(r"[」』]?(?:社|氏)?(?:（[^（）]{0,6}）)?(?:と|および|及び|,? and\b)")
WITH_BEFORE = re.compile(
    r"(?:と|および|及び|、)\s?(?:伊|仏|米|英|独)?\s?$|\b(?:with|and|between)\s+(?:the\s)?$", I
)
SHARE = re.compile(r"(?:社|氏)?\s*[（(][^（）()]*[0-9０-９]+\s?[%％]")
OF_EN = re.compile(r"joint venture (?:of|between|by|owned by)", I)
STUDIES = re.compile(r"開発を検討|検討し|検討を|可能性を|\bstudy|\bconsider", I)
FOUNDED_AFTER = re.compile(r"[^。]{0,30}?(?:設立|創業|創立|発足|創設|結成|開業|独立)(?!.{0,2}年)")
FOUNDED_BEFORE = re.compile(
    r"(?:設立|創業|創立|founded|established|set up|incorporated|formed)(?:[：:]| in|"
    r" on)?[^。.]{0,12}$",
    I,
)
OTHER_EVENT = re.compile(
    r"(?:に|、|の)?[^。、打]{0,8}?(?:着陸|着水|到着|帰還|初飛行|就航|竣工|運用を?開始|設立|開発|納入|引き渡|引渡)"
    r"|[^.,]{0,12}?\b(?:land|deliver|arriv|return)"
)
