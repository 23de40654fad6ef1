/** Heads of French, Spanish, Italian and Portuguese occupations. Endings such as "(e)", "/a" and "·e" are cut off before the look-up. */
export const FRENCH = `ingénieur ingénieure technicien technicienne développeur développeuse responsable chargé chargée directeur directrice
assistante comptable infirmier infirmière médecin aide-soignant aide-soignante conseiller conseillère vendeur vendeuse commercial
commerciale conducteur conductrice chauffeur livreur opérateur opératrice mécanicien mécanicienne électricien électricienne plombier
menuisier soudeur maçon peintre cuisinier cuisinière serveur serveuse boulanger pâtissier boucher coiffeur coiffeuse secrétaire
gestionnaire acheteur acheteuse consultante analyste architecte concepteur conceptrice graphiste rédacteur rédactrice traducteur
traductrice formateur formatrice enseignant enseignante professeur professeure éducateur éducatrice animateur animatrice psychologue
kinésithérapeute pharmacien pharmacienne préparateur préparatrice magasinier cariste manutentionnaire employé employée ouvrier ouvrière
apprenti apprentie alternance alternant alternante stagiaire juriste avocat avocate notaire auditeur auditrice contrôleur contrôleuse
coordinateur coordinatrice coordonnateur coordonnatrice administrateur administratrice chercheur chercheuse doctorant doctorante
post-doctorant attaché attachée adjoint adjointe hôte hôtesse réceptionniste jardinier paysagiste technico-commercial bibliothécaire
sage-femme auxiliaire superviseur surveillant surveillante gardien gardienne monteur usineur tourneur fraiseur chaudronnier dessinateur
dessinatrice projeteur métreur géomètre topographe orthophoniste ergothérapeute opticien dentiste vétérinaire couvreur plaquiste
carreleur terrassier grutier facteur préparatrice-commandes ripeur brancardier plongeur commis barman chef-projet sous-directeur
économiste statisticien statisticienne juriste-fiscaliste webmaster intervenant intervenante maître-nageur moniteur monitrice`

export const FRENCH_WEAK =
  'agent chef cheffe stage cadre expert experte maître hotesse équipier équipière volontaire bénévole'

export const SPANISH = `ingeniero ingeniera técnico técnica desarrollador desarrolladora programador programadora analista asistente auxiliar
administrativo administrativa gerente director directora jefe jefa coordinador coordinadora consultor consultora asesor asesora
especialista encargado encargada operario operaria operador operadora mecánico electricista soldador fontanero conductor conductora chófer
repartidor repartidora camarero camarera cocinero cocinera ayudante dependiente dependienta vendedor vendedora enfermero enfermera médico
médica profesor profesora maestro maestra docente investigador investigadora contable contador contadora abogado abogada arquitecto
arquitecta diseñador diseñadora redactor redactora traductor traductora becario becaria practicante pasante teleoperador teleoperadora
recepcionista limpiador limpiadora cajero cajera peón albañil carpintero supervisor supervisora educador educadora psicólogo psicóloga
fisioterapeuta farmacéutico farmacéutica odontólogo veterinario promotor promotora gestor gestora controlador reponedor reponedora
carretillero mozo moza pintor cerrajero tornero fresador responsable oficial vigilante conserje socorrista monitor monitora matrona
engenheiro engenheira desenvolvedor programadora gerente vendedor motorista enfermeira professora estagiário estagiária assistente
coordenador coordenadora cozinheiro recepcionista contabilista advogado técnico-administrativo prácticas`

export const ITALIAN = `ingegnere tecnico sviluppatore sviluppatrice programmatore programmatrice impiegato impiegata addetto addetta
responsabile direttore direttrice coordinatore coordinatrice consulente specialista operaio operaia operatore operatrice magazziniere
autista meccanico elettricista idraulico saldatore falegname muratore cameriere cameriera cuoco cuoca commesso commessa venditore
venditrice infermiere infermiera medico insegnante ricercatore ricercatrice contabile ragioniere avvocato architetto disegnatore progettista
grafico redattore traduttore tirocinio tirocinante stagista apprendista segretario segretaria cassiere cassiera manutentore montatore
fresatore tornitore farmacista fisioterapista educatore educatrice psicologo psicologa agente rappresentante geometra perito caporeparto
capocantiere barista pizzaiolo lavapiatti parrucchiere estetista badante colf verniciatore carrellista escavatorista giardiniere
portiere addetti`
