"""News agencies and outlets by the names under which they stand in datelines and credits."""

import re

_AGENCIES = """
Reuters: Reuters REUTERS Рейтер رويترز رویترز ロイター 路透社
AP: AP
The Associated Press: The_Associated_Press
Associated Press: Associated_Press
AFP: AFP فرانس_برس
Agence France-Presse: Agence_France-Presse Agence_France_Presse
dpa: dpa
DPA: DPA
UPI: UPI
Xinhua: Xinhua 新华社 新華社
TASS: TASS ТАСС
RIA Novosti: RIA_Novosti РИА_Новости
Interfax: Interfax Интерфакс
IRNA: IRNA ایرنا إرنا
ISNA: ISNA ایسنا
Fars: Fars
Mehr: Mehr
Tasnim: Tasnim تسنیم
Anadolu: Anadolu Anadolu_Agency AA الأناضول
EFE: EFE
Europa Press: EUROPA_PRESS Europa_Press
ANSA: ANSA
Kyodo: Kyodo KYODO Kyodo_News 共同
Jiji: Jiji 時事
Yonhap: Yonhap 연합뉴스
PTI: PTI
ANI: ANI
IANS: IANS
APP: APP
KUNA: KUNA كونا
SPA: SPA واس
WAM: WAM
MENA: MENA
Bloomberg: Bloomberg BLOOMBERG
Pajhwok: Pajhwok پژواک
TOLOnews: TOLOnews
Khaama Press: Khaama_Press KP
RFE/RL: RFE/RL
VOA: VOA
BBC: BBC
CNN: CNN
APA: APA
ATS: ATS
SDA: sda SDA
Belga: Belga BELGA
ANP: ANP
TT: TT
NTB: NTB
Ritzau: Ritzau
PAP: PAP
CTK: ČTK CTK
Lusa: Lusa LUSA
Antara: ANTARA Antara
Bernama: Bernama BERNAMA
UNI: UNI
Ukrinform: Ukrinform Укринформ Укрінформ
DHA: DHA
PR Newswire: PRNewswire PR_Newswire
Business Wire: BUSINESS_WIRE
GlobeNewswire: GLOBE_NEWSWIRE
IHA: İHA
"""
_OUTLETS = """
Al Jazeera; Reuters; AFP; Agence France-Presse; Associated Press; AP; BBC; CNN; RFE/RL; VOA; Voice of America;
New York Times; Washington Post; Wall Street Journal; Los Angeles Times; Financial Times; Guardian; TOLOnews;
Bloomberg; Deutsche Welle; Der Spiegel; Le Monde; El País; Xinhua; TASS; Dawn; Kyodo
"""

NAMES: dict[str, str] = {
    written.replace("_", " "): line.partition(":")[0]
    for line in _AGENCIES.strip().splitlines()
    for written in line.partition(": ")[2].split()
}
"""From a name as it is written in a dateline to the agency's own."""

AGENCY = "|".join(map(re.escape, sorted(NAMES, key=len, reverse=True)))
"""What matches an agency's name, as a part of a pattern."""

OUTLET = "|".join(map(re.escape, (one.strip() for one in _OUTLETS.replace("\n", " ").split(";"))))
"""What matches an outlet that people tell something or write for, as a part of a pattern."""
