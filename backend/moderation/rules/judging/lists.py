"""Lists that rules come with."""


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


ENDINGS = _words("""
app art at au biz blog br ca cc ch cloud club cn co com de dev dk edu es eu fi fr fun gd gg gl gov gs id ie im in info
int io is it jp link live loan ly me mil mobi mx name net news ngo nl no nu nz online org pl pro pt pw ru se sh shop
si site sk space store stream tk to top tr tv ua uk us vip wang website win work world ws xin xyz za zip
""")
"""How names of hosts end that people type without `https://`."""

SHORTENERS = _words("""
adf.ly bit.do bit.ly bitly.com bl.ink buff.ly clck.ru cutt.ly dlvr.it goo.gl goo.su ift.tt is.gd j.mp lnkd.in ow.ly
qr.ae rb.gy rebrand.ly s.id shorte.st shorturl.at snip.ly soo.gd t.co t.ly t2m.io tiny.cc tinyurl.com tny.im tr.im
trib.al u.to urlz.fr v.gd vk.cc x.co
""")
"""Hosts whose addresses do not show where they lead."""

MESSENGERS = _words("""
chat.whatsapp.com discord.gg join.skype.com line.me signal.group signal.me t.me telegram.me wa.me
""")
"""Hosts whose addresses lead into a messenger."""

MESSENGER_NAMES = _words("""
discord icq kik signal skype snapchat telegram threema viber wechat weixin whatsapp
""")
"""Messengers as people call them."""

COMPANIES = _words("""
ab ag as bv co company corp corporation gmbh inc kg limited llc llp ltd nv oy plc pty sa sarl se spa srl
""")
"""What stands behind a company's name and nobody says."""

NAMES = _words("""
AMIA ANSI ASCII CCDA CDISC CHIME CMIO COVID DICOM EHDS ELGA EMEA EPIC FAIR FHIR GDPR HIMSS HIPAA HITECH IEEE JAMA JAVA
JSON LOINC MEDLINE MIMIC NASA NATO NIST OASIS OMOP OPENEHR SAML SMART SNOMED SOAP TEFCA UCUM UMLS UNESCO UNICEF VISTA
YAML
""")
"""Names of this field that are written in capitals."""
