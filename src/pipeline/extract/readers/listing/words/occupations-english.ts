/** Words that head the name of an occupation wherever they stand in a title. Facts of the language, chosen by hand. */
export const ENGLISH = `manager engineer developer programmer analyst assistant associate administrator officer specialist consultant
coordinator co-ordinator director supervisor technician nurse doctor physician surgeon therapist pharmacist dentist teacher lecturer
professor tutor instructor trainer researcher scientist chemist biologist physicist mathematician statistician economist accountant
bookkeeper auditor controller clerk cashier secretary receptionist driver courier pilot mechanic electrician plumber carpenter joiner
welder painter decorator bricklayer roofer scaffolder operator operative machinist fitter turner assembler packer picker labourer
laborer worker cleaner housekeeper janitor caretaker gardener cook chef waiter waitress bartender barista baker butcher steward
stewardess designer architect artist illustrator animator photographer editor journalist translator interpreter copywriter
producer recruiter buyer planner scheduler estimator surveyor inspector adviser advisor representative salesperson seller merchandiser
executive vp svp evp ceo cto cfo coo cio ciso president lawyer attorney solicitor paralegal counsel intern internship trainee apprentice
apprenticeship postdoc postdoctoral phd firefighter paramedic midwife carer caregiver nanny hairdresser stylist beautician tester sre
sysadmin dba strategist marketer evangelist practitioner handler loader foreman superintendent helper aide attendant
dispatcher investigator underwriter actuary broker trader banker teller librarian archivist curator psychologist counselor
counsellor physiotherapist radiographer optometrist hygienist veterinarian chauffeur seamstress rigger installer repairer concierge
lifeguard coach registrar chaplain modeller draftsman draughtsman rep sdr bdr detailer stocker warehouseman porter dishwasher
groundskeeper guard security-guard groomer dietitian nutritionist phlebotomist sonographer radiologist pathologist anesthesiologist
cardiologist psychiatrist pediatrician hospitalist internist neurologist oncologist epidemiologist geologist geophysicist hydrologist
ecologist agronomist meteorologist sociologist anthropologist economist cartographer caseworker superviser administrator-general
rapporteur chauffeur-livreur superintendant devops fundraiser campaigner organiser organizer facilitator moderator scrum-master
toolmaker millwright lineman boilermaker ironworker glazier tiler plasterer upholsterer tailor dressmaker florist forester
ranger farmer fisherman sailor deckhand stevedore conductor dean provost headteacher principal-engineer`

/** Words that are an occupation in most titles and something else in many menus. */
export const ENGLISH_WEAK = `lead head partner expert professional student graduate host hostess agent fellow fellowship member owner chief
principal writer author leader crew volunteer volunteering teammate judge chair temp staff personnel master architect-lead
engineers developers managers nurses drivers teachers analysts technicians consultants operators assistants interns cleaners
cooks chefs carers apprentices trainees volunteers mechanics welders electricians assistantship traineeship secondment scholar
marshal captain mate officer-in-charge lieutenant detective police sheriff examiner liaison model actor dancer musician singer`
