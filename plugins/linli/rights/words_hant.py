"""The wording of the rights room in traditional Chinese; :mod:`linli.rights.words` says what the marks in it mean."""

from __future__ import annotations

HANT: dict[str, str] = {
    "heading": "轉載聲明",
    "and": "、",
    "elsewhere": "其他媒體",
    "title-marks": "《》",
    "inner-marks": "〈〉",
    "original": "閱讀原文",
    "no-original": "原文連結：{reason}",
    "ask-link": "申請轉載授權",
    "ask-policy": "申請的辦法見轉載說明",
    "ask-by-name": "這裡還沒有寫明聯絡方式，請按本站其他頁面上的辦法聯絡{publisher}。",
    "claim": "© {year} {holder}",
    "credit": "來源：{source}，《{title}》[，{authors}]",
    "licence-name": "創用 CC {name} 4.0 國際授權條款（{code}）",
    "licence-page": "deed.zh-hant",
    "name-by": "姓名標示",
    "name-by-sa": "姓名標示─相同方式分享",
    "name-by-nd": "姓名標示─禁止改作",
    "name-by-nc": "姓名標示─非商業性",
    "name-by-nc-sa": "姓名標示─非商業性─相同方式分享",
    "name-by-nc-nd": "姓名標示─非商業性─禁止改作",
    # the notices
    "ask": (
        "版權作品，未經授權嚴禁轉載。\n"
        "經授權後，轉載須註明來源「{source}」、原標題《{title}》、著作者{authors}，不得變更核心內容。\n{ask}。"
    ),
    "none": "版權作品，謝絕轉載。\n引用須註明來源「{source}」、原標題《{title}》、著作者{authors}。",
    "free": "歡迎轉載。\n轉載須註明來源「{source}」、原標題《{title}》、著作者{authors}，不得變更核心內容。",
    "cc": "本作品採用{licence}授權。\n姓名標示請寫「{credit}」。",
    "cc0": "作者以{licence}拋棄本作品的著作權，可以自由使用。\n歡迎註明來源「{source}」。",
    "reprint": (
        "本文轉載自{source}，原標題《{title}》[，作者{authors}]。\n{original}。\n"
        "版權歸原著作權人所有，如需轉載，請聯絡原發布單位。"
    ),
    "reprint-cc": (
        "本文轉載自{source}，原標題《{title}》[，作者{authors}]。\n{original}。\n"
        "版權歸原著作權人所有，原文採用{licence}授權；再次轉載請遵守該授權條款，署名時寫{source}，不寫本站。"
    ),
    "release": "本文為{source}提供的通稿，內容由其負責。\n轉載請註明來源「{source}」。",
    "unclear": "本文來源：{source}。\n版權歸原著作權人所有，如需轉載，請聯絡{source}。",
    "fact": "本文為單純事實消息，本站不主張著作權。\n引用請註明來源「{source}」。",
    "official": "本文為官方文件[（{number}）]，本站不主張著作權。\n引用請註明來源「{source}」，並以發布單位的原文為準。",
    # the republish kit
    "kit-title": "轉載本文",
    "kit-ask-title": "申請轉載本文",
    "kit-lead": "本文不必申請就可以轉載。下面的內容可以直接複製，轉載時請做到：",
    "kit-free": (
        "註明來源「{source}」、原標題《{title}》、著作者{authors}。\n"
        "可以節選、改排版；事實、數字、人名、引語等核心內容不得變更，改了標題的須註明原標題。"
    ),
    "kit-by": (
        "按{licence}使用，照文末標示姓名，附上條款的網址。\n"
        "可以刪節、改寫、翻譯；改過的須寫明改了什麼，不要讓人以為是作者改的。"
    ),
    "kit-nd": (
        "按{licence}使用，照文末標示姓名，附上條款的網址。\n"
        "須整篇照登，只可以改排版；刪節、改寫、翻譯過的稿件不得發布。"
    ),
    "kit-nc": "不得用於商業目的。",
    "kit-sa": "改寫後的稿件須用同一條款發布。",
    "kit-cc0": "作者以{licence}拋棄了著作權，可以自由使用。\n歡迎註明來源「{source}」；改過的稿件請不要仍署原作者的名字。",
    "kit-fact": "本文為單純事實消息，本站不主張著作權。\n請註明來源「{source}」，事實和數字照原樣。",
    "kit-release": "本文為{source}提供的通稿，內容由其負責。\n請註明來源「{source}」，核心內容照原樣。",
    "kit-foot": (
        "保留文末的聲明、署名和原文網址。\n"
        "登在網上的，請連結到原文，並用 rel=canonical 指向原文，或者不讓搜尋引擎收錄。"
    ),
    "kit-pictures": "圖片的權利不隨文字走：這裡只附上由本文作者或本社拍攝、繪製的圖片。",
    "kit-line": "{credit}。原文：{url}",
    "kit-ask": (
        "本文須經授權才能轉載，這裡不提供正文。\n"
        "請把下面的申請補全後發給我們，得到同意再刊登。\n{ask}。\n聯絡方式：{contact}"
    ),
    "kit-subject": "申請轉載《{title}》",
    "kit-request": (
        "編輯您好：\n我們想轉載《{title}》，作者{authors}。\n原文：{url}\n媒體或單位：________\n"
        "登在哪裡（網站、公眾號、報紙版面）：________\n什麼時候登：________\n"
        "標題和正文的改動（沒有請寫「無」）：________\n要用哪幾張圖片（不用請寫「無」）：________\n"
        "申請人和聯絡方式：________\n我們會註明來源「{source}」、原標題和著作者，不變更核心內容。"
    ),
    # the page that explains them
    "policy-title": "轉載說明",
    "policy-lead": (
        "每篇稿件的末尾都寫著能不能轉載、怎樣轉載，以那裡為準。\n"
        "下面說明各種寫法的意思，並各舉一例；例子裡的稿件是虛構的。"
    ),
    "policy-how": (
        "怎樣申請轉載\n"
        "請寫明：轉載哪一篇、登在哪裡、什麼時候登、標題和正文有沒有改動、怎樣聯絡您。\n"
        "{ask}。\n聯絡方式：{contact}\n權利由{publisher}行使；來稿的著作權歸作者，我們會轉告。"
    ),
    "policy-web": (
        "登在網上時\n"
        "請在文首或文末附上原文連結，並在網頁裡用 rel=canonical 指向原文，或者不讓搜尋引擎收錄轉載頁。\n"
        "稿件裡的圖片不一定可以一起轉載，請先看圖片下的署名，或在申請時一併說明。"
    ),
    "policy-example": "例如：",
    "policy-ask": "須經授權\n本社的原創稿件多數是這樣：先取得授權，再照聲明裡的要求署名。",
    "policy-none": "謝絕轉載\n不授權轉載；可以依法適當引用，並註明來源、標題和著作者。",
    "policy-free": "註明來源即可轉載\n不必申請，照聲明裡的要求署名，不改變核心內容。",
    "policy-cc": "創用 CC 授權\n不必申請，按所寫的授權條款使用；條款各不相同，請點開連結看清條件。",
    "policy-cc0": "拋棄權利\n可以自由使用，註明來源是情分。",
    "policy-reprint": "我們轉載的稿件\n權利不在我們手裡，我們無權授權。要轉載，請找原發布單位。",
    "policy-release": "通稿\n由發布單位提供並負責，轉載請註明來源。",
    "policy-no-claim": "官方文件和單純事實消息\n不受著作權法保護，我們不主張權利；引用請註明來源，以原文為準。",
}
