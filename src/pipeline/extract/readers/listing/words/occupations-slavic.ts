/** Heads of Czech, Slovak and Polish occupations. Feminine "-ka" is looked up without its ending too. */
export const CZECH = `vedoucí manažer manažerka programátor programátorka programátoři vývojář vývojářka vývojáři technik technička technolog inženýr
inženýrka analytik analytička specialista specialistka asistent asistentka administrátor administrativní referent účetní obchodník prodavač
prodejce pokladní skladník skladnice řidič operátor dělník dělnice montér montážník svářeč zámečník elektrikář elektromechanik
elektromontér mechanik mechatronik obráběč soustružník frézař seřizovač instalatér zedník tesař truhlář malíř pokrývač kuchař číšník
servírka barman pekař cukrář řezník kadeřník kadeřnice uklízeč uklízečka recepční zdravotní lékař lékárník farmaceut laborant fyzioterapeut
pečovatel ošetřovatel učitel lektor vychovatel pedagog výzkumník doktorand postdoktorand právník právnička advokát koncipient architekt
projektant konstruktér designér grafik grafička redaktor překladatel tlumočník koordinátor konzultant poradce poradkyně auditor kontrolor
inspektor ředitel mistr mistrová tajemník tajemnice personalista personalistka nákupčí logistik disponent dispečer plánovač balič
pracovník pracovnice ostraha strážný strážce hlídač vrátný údržbář správce tester stážista stáž brigáda brigádník absolvent absolventka
přípravář zástupce pojišťovací makléř bankéř hospodář psycholog psycholožka logoped zootechnik agronom lesník traktorista strojník jeřábník
lakýrník kovář klempíř optik fotograf tvůrce odborník sestra všeobecná porodní asistentka pomocník pomocnice manipulant expedient
konzultantka hledá hledáme vedúci vývojár účtovník účtovníčka vodič predavač lekár učiteľ zvárač murár kuchár čašník pracovníčka inžinier
programátorov elektrikár robotník upratovačka sprzedawca administratívny manažér konštruktér predajca`

export const POLISH = `kierownik kierowniczka specjalista specjalistka inżynier programista programistka deweloper analityk analityczka asystent
menedżer koordynator doradca konsultant przedstawiciel przedstawicielka sprzedawca sprzedawczyni kasjer magazynier kierowca operator
mechanik elektryk spawacz monter ślusarz hydraulik stolarz murarz malarz tokarz frezer kucharz kelner barista piekarz cukiernik rzeźnik
fryzjer sprzątaczka sprzątający recepcjonista recepcjonistka pielęgniarka pielęgniarz lekarz farmaceuta fizjoterapeuta nauczyciel wykładowca
adiunkt profesor księgowy księgowa prawnik radca adwokat audytor kontroler inspektor dyrektor prezes sekretarka referent pracownik
pracownica robotnik pomocnik praktykant praktykantka staż stażysta stażystka architekt projektant konstruktor grafik redaktor tłumacz
tester administrator technik laborant opiekun opiekunka ochroniarz dozorca konserwator brygadzista mistrz lider rekruter kurier
samodzielny referendarz ratownik położna psycholog pedagog bibliotekarz agent handlowiec technolog automatyk lakiernik blacharz
szwaczka pakowacz dostawca kadrowa płatnik`
