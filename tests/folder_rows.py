"""Texts of the small folder of `folders`, by file."""

__all__ = ["MUNICIPALITY", "ROWS"]

MUNICIPALITY = """\
code = "GM9901"
name = "Proefdam"
boundary_year = 2014
last_year_before = 2014
stadsdelen_note = "Eigen indeling van de proef."
default_indicator = "liveability"
default_area = "WK990101"
contact = ""
fictional = true

[pilots]
WK990101 = 2015-03-01
WK9901AA = 2015-03-01

[[stadsdelen]]
key = "zuid"
name = "Zuid"
wijken = ["WK990101", "WK990102"]

[[stadsdelen]]
key = "noord"
name = "Noord"
wijken = ["WK990103", "WK9901AA"]
"""

ROWS = {
    "sources": """\
source_id,owner,title,url,published
S1,CBS,Kerncijfers,https://voorbeeld.test/kerncijfers,2024
S2,Politie,Misdrijven,,2024-03
S3,Gemeente Proefdam,Register,,2018-06-21
""",
    "areas": """\
area_code,area_name,short_name,level,parent_code,area_ha,character,consultation
GM9901,Proefdam,Proefdam,gemeente,,400,,
WK990101,Wijk 01 Molenwijk,Molenwijk,wijk,GM9901,100,,Wijkoverleg Zuid
WK990102,Wijk 02 Stationswijk,Stationswijk,wijk,GM9901,100,centre,Wijkoverleg Zuid
WK990103,Wijk 03 Havenwijk,Havenwijk,wijk,GM9901,100,,
WK9901AA,Wijk AA Buitenwijk,Buitenwijk,wijk,GM9901,100,business,
BU99010100,Molenwijk-West,Molenwijk-West,buurt,WK990101,50,,
BU99010101,Molenwijk-Oost,Molenwijk-Oost,buurt,WK990101,50,,
BU99010200,Stationswijk-West,Stationswijk-West,buurt,WK990102,50,,
BU99010201,Stationswijk-Oost,Stationswijk-Oost,buurt,WK990102,50,,
BU99010300,Havenwijk-West,Havenwijk-West,buurt,WK990103,50,,
BU99010301,Havenwijk-Oost,Havenwijk-Oost,buurt,WK990103,50,,
BU9901AA00,Buitenwijk-West,Buitenwijk-West,buurt,WK9901AA,50,,
BU9901AA01,Buitenwijk-Oost,Buitenwijk-Oost,buurt,WK9901AA,50,,
""",
    "aliases": """\
alias,area_code,note,source
De Molen,WK990101,Zo heet de wijk in de volksmond,S3
""",
    "vocabulary": """\
list,key,label,order
theme,groen,Groen,1
theme,ontmoeten,Ontmoeten,2
theme,overig,Overig,3
status,idee,idee/aangevraagd,1
status,toegekend,toegekend/gekozen,2
status,in-uitvoering,in uitvoering,3
status,gerealiseerd,gerealiseerd,4
status,gestopt,gestopt/gepauzeerd,5
status,onbekend,onbekend,6
stream,buurtbudget,Buurtbudget,1
stream,sam-fonds,SAM-fonds,2
topic,leefbaarheid,Leefbaarheid,1
topic,veiligheid,Veiligheid,2
topic,bewoners,Bewoners,3
goal,meldingen,Minder meldingen,1
goal,vertrouwen,Vertrouwen,2
""",
    "mappings": """\
list,source_word,key
theme,Groen & tuinen,groen
theme,Groen,groen
theme,Ontmoeting,ontmoeten
status,aangevraagd,idee
status,klaar,gerealiseerd
status,bezig,in-uitvoering
status,gestopt,gestopt
status,onbekend,onbekend
stream,Buurtbudget,buurtbudget
stream,SAM-fonds,sam-fonds
""",
    "initiatives": """\
initiative_id,name,area_code,buurt_code,x,y,scope,theme_source,theme_origin,status_source,status_date,year,year_origin,stream_source,source,public_from
I1,Moestuin,WK990101,,,,wijk,Groen,bron,klaar,2014-06-21,2014,bron,Buurtbudget,S3,altijd
I2,Buurtkamer,WK990101,,,,wijk,Ontmoeting,eigen,aangevraagd,2016-05,2016,bron,,S3,altijd
I3,Geveltuinen,WK990102,BU99010200,201100.5,370500,wijk,Groen & tuinen,bron,klaar,2016,2016,bron,SAM-fonds,S3,altijd
I4,Bomenplan,,,200250,371500,wijk,Groen,bron,aangevraagd,2018-06-21,2018,afgeleid,,S3,2030-01-01
I5,Fietsclub,,,210000,371500,wijk,Ontmoeting,bron,gestopt,,,,,S3,altijd
I6,Eettafel,WK9901AA,BU9901AA01,,,wijk,Ontmoeting,bron,bezig,2018-11,2018,bron,Buurtbudget,S3,nooit
I7,Straatfeest,,,,,unplaced,,,klaar,2018,2018,bron,,S3,altijd
I8,Zaaidag,,,,,city,Groen,bron,onbekend,,,,,S3;S1,altijd
""",
    "ledger": """\
entry_id,area_code,scope,stream_source,theme_source,initiative_id,year,kind,certainty,amount_cents,low_cents,high_cents,source_cents,part_of,part_by,same_as,source,public_from
L1,WK990101,wijk,Buurtbudget,,,2016,planned,exact,100000,,,,,,,S3,altijd
L2,WK990101,wijk,Buurtbudget,Groen,,2016,planned,exact,60000,,,,L1,theme,,S3,altijd
L3,WK990101,wijk,Buurtbudget,Ontmoeting,,2016,planned,exact,39800,,,,L1,theme,,S3,altijd
L4,WK990101,wijk,Buurtbudget,Groen,I1,2016,awarded,exact,25050,,,,L1,project,,S3,altijd
L5,WK990101,wijk,Buurtbudget,Groen,I1,2016,awarded,exact,25050,,,,,,L4,S1,altijd
L6,WK990102,wijk,SAM-fonds,,I3,2016,awarded,unknown,,,,,,,,S3,altijd
L7,WK990102,wijk,Buurtbudget,,,2018,awarded,disputed,10000,2500,10000,,,,,S3,altijd
L8,,city,SAM-fonds,,,2018,planned,computed,33333,,,33300,,,,S3,altijd
L9,WK990103,wijk,Buurtbudget,,,2018,reserve,exact,50000,,,,,,,S3,altijd
L10,WK990103,wijk,Buurtbudget,,,,proposed,exact,-10000,,,,,,,S3,altijd
L11,WK9901AA,wijk,Buurtbudget,,,2018,planned,exact,90000,,,,,,,S3,altijd
L12,WK9901AA,wijk,Buurtbudget,Groen,,2018,planned,exact,70000,,,,L11,theme,,S3,2030-01-01
L13,WK9901AA,wijk,Buurtbudget,Ontmoeting,,2018,planned,exact,20000,,,,L11,theme,,S3,altijd
""",
    "care_decisions": """\
entry_id,is_care,who,when,why
""",
    "reported_counts": """\
count_id,stream,status,year,at_least,words,source,public_from
C1,sam-fonds,gerealiseerd,2016,10,ruim tien,S3,altijd
C2,sam-fonds,gerealiseerd,2018,20,ruim twintig,S3,2030-01-01
""",
    "indicators": """\
indicator,label,unit,definition,topic,decimals,direction,measure,numerator,denominators,per,margin,rounding,goal,model_estimate,role,breaks,source,cautions
population,Inwoners,inwoners,Inwoners op 1 januari,bewoners,0,0,extensive,,,,rounding,5,,nee,map,,S1,
crimes,Misdrijven,misdrijven,Geregistreerde misdrijven,veiligheid,0,-1,extensive,,,,overdispersed,,meldingen,nee,table,,S2,
crime_rate,Misdrijven per inwoner,per 1.000 inwoners,Misdrijven per 1.000 inwoners,veiligheid,1,-1,rate,crimes,population,1000,overdispersed,,meldingen,nee,map,,S2;S1,Waar het gebeurt
liveability,Leefbaarheid,score,Modelscore,leefbaarheid,2,1,score,,,,none,,,ja,map,4.0;4.1;4.25,S1,
""",
    "origins": """\
source_indicator,source,indicator,rows,fate,reason
inwoners,S1,population,10,renamed,Eigen sleutel
oud,S1,,0,dropped,Vervallen reeks
""",
    "observations": """\
indicator,area_code,year,value,state,flags,source,boundary_year,fit,cautions,public_from
population,GM9901,2014,6040,known,,S1,2014,exact,,altijd
population,WK990101,2014,1000,known,rounded5,S1,2014,exact,,altijd
population,WK990102,2014,2000,known,rounded5,S1,2014,exact,,altijd
population,WK990103,2014,3000,known,rounded5,S1,2014,exact,,altijd
population,WK9901AA,2014,40,known,rounded5,S1,2014,exact,,altijd
population,GM9901,2016,6050,known,,S1,2016,exact,,altijd
population,WK990101,2016,1000,known,rounded5,S1,2016,exact,,altijd
population,WK990102,2016,2000,known,rounded5,S1,2016,exact,,altijd
population,WK990103,2016,3000,known,rounded5,S1,2016,exact,,altijd
population,WK9901AA,2016,50,known,rounded5,S1,2016,exact,,altijd
crimes,GM9901,2016,45,known,,S2,2016,exact,,altijd
crimes,WK990101,2016,10,known,,S2,2016,approximate,Bijna dezelfde grens,altijd
crimes,WK990102,2016,30,known,,S2,2016,exact,,altijd
crimes,WK990103,2016,,suppressed,,S2,2016,exact,,altijd
crimes,WK9901AA,2016,2,known,,S2,2016,exact,,altijd
crimes,NL00,2016,900000,known,,S2,2016,exact,,altijd
liveability,WK990101,2014,4.1,known,,S1,2014,exact,,altijd
liveability,WK990102,2014,4.2,known,,S1,2014,exact,,altijd
liveability,WK990103,2014,4.3,known,,S1,2014,exact,,altijd
liveability,WK9901AA,2014,,missing,,S1,2014,exact,,altijd
liveability,WK990101,2016,4.2,known,,S1,2014,exact,,altijd
liveability,WK990102,2016,4.2,known,,S1,2014,exact,,2030-01-01
liveability,WK990103,2016,4.4,known,,S1,2014,exact,,altijd
liveability,WK9901AA,2016,4.0,known,,S1,2014,exact,,altijd
liveability,BU99010100,2014,4.0,known,,S1,2014,exact,,altijd
liveability,BU99010101,2014,4.2,known,,S1,2014,exact,,altijd
liveability,BU99019900,2025,4.5,known,boundary_layout_2025;model_estimate,S1,2025,other,Andere indeling,altijd
""",
    "coverage": """\
register,area_code,coverage
initiatives,WK990101,complete
initiatives,WK990102,partial
initiatives,WK990103,partial
initiatives,WK9901AA,none
budget,WK990101,complete
budget,WK990102,partial
budget,WK990103,partial
budget,WK9901AA,none
""",
    "organisations": """\
organisation_id,name,type,area_code,source
O1,Wijkraad Molenwijk,wijkraad,WK990101,S3
""",
    "meeting_places": """\
place_id,name,type,area_code,address,source
P1,Huis van de Wijk,huis van de wijk,WK990101,Molenweg 1,S3
""",
    "events": """\
event_id,date,title,area_codes,source,public_from
E1,2015-03-01,Start van de pilots,WK990101;WK9901AA,S3,altijd
E2,2030-01,Evaluatie,,S3,2030-01-01
""",
    "goals": """\
goal,order,label,primary_indicator,available,missing,where,source
meldingen,1,Minder meldingen,crimes,Misdrijven per wijk,Meldingen,Bij de politie,S2
vertrouwen,2,Vertrouwen,,Niets,Alles,Bij de gemeente,
""",
}
